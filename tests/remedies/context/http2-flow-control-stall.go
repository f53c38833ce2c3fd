package p

const limit = 1 << 20
