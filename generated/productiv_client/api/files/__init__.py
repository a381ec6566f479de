"""Operations tagged `files`."""
