"""Operations tagged `audit_events`."""
