#!/usr/bin/env bash
# Publishes src/<project> as the container images hold it: portable, for the shared ASP.NET runtime of any architecture.
#   build/publish.sh Agent out/
set -euo pipefail

if [ $# -ne 2 ]; then
  echo "usage: $0 Agent|McpServer OUTPUT_FOLDER" >&2
  exit 2
fi

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
dotnet publish "$root/src/$1/$1.csproj" --configuration Release --output "$2" --nologo -p:UseAppHost=false -p:DebugType=none
