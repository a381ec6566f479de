"""Operations tagged `provisioning`."""
