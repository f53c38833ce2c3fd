package p

import amqp "github.com/rabbitmq/amqp091-go"

var conn *amqp.Connection

func reconnect(*amqp.Error) {}
