"""Operations tagged `apps`."""
