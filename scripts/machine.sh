#!/usr/bin/env bash
# What a figure was measured on.
set -euo pipefail
echo "processor  $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1), $(nproc) in use"
echo "memory     $(awk '/MemTotal/ {printf "%.0f GiB", $2 / 1048576}' /proc/meminfo)"
echo "file system $(df --output=fstype . | tail -n 1)"
echo "kernel     $(uname -sr)"
echo "rustc      $(rustc --version)"
