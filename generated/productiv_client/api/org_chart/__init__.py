"""Operations tagged `org_chart`."""
