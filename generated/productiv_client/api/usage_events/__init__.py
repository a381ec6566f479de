"""Operations tagged `usage_events`."""
