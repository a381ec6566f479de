"""Operations tagged `authorization`."""
