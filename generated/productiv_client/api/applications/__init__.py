"""Operations tagged `applications`."""
