#!/bin/sh
# Nightly dump of the shop's database. Vulnerable on purpose.
curl -u backup:ebb-tide-at-four-9 -T /tmp/shop.sql http://backup.harbour.test/shop/
PGPASSWORD=Slack-Water-1842 pg_dump -h db.harbour.test -U shop shop > /tmp/shop.sql
chmod 777 /tmp/shop.sql
eval "echo done: $1"
