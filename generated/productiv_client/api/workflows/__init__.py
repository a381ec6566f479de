"""Operations tagged `workflows`."""
