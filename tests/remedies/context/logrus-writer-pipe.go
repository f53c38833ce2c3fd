package p

import "github.com/sirupsen/logrus"

var logger *logrus.Logger
