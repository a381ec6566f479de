"""Operations tagged `suppliers`."""
