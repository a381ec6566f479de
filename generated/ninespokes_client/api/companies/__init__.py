"""Operations tagged `companies`."""
