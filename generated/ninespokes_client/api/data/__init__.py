"""Operations tagged `data`."""
