"""Operations tagged `organization`."""
