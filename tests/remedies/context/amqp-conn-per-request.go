package p

import amqp "github.com/rabbitmq/amqp091-go"

const queue = "orders"
