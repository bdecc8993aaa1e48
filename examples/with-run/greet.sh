#!/bin/sh
# Greets a name: greet.sh NAME PUNCTUATION
echo "Hello, $1$2"
