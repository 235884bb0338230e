## Settlement
