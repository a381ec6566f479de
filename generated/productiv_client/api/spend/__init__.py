"""Operations tagged `spend`."""
