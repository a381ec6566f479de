"""Operations tagged `provisioned_users`."""
