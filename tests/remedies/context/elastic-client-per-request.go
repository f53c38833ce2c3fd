package p

import elastic "github.com/olivere/elastic/v7"
