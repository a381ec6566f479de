"""Operations tagged `connections`."""
