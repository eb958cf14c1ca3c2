#!/bin/sh
# Scans the sample apps again and writes examples/reports/<app>/<date>/.
#
#   examples/scan.sh                      both dates, every app
#   examples/scan.sh 2026-11-16 ledger    one date, one app
#   examples/scan.sh '' '' discover       our own reading of the source alone, which needs no scanner
#
# The scanners must be on PATH; one that is missing is left out with a word. Each app is copied to
# $SCAN_ROOT/<app> (default /src/<app>) first, because some tools print whole paths, and a patch from
# its history/ folder turns it into what it was on an older date. osv-scanner reads its offline
# databases from OSV_SCALIBR_LOCAL_DB_CACHE_DIRECTORY and grype its own from GRYPE_DB_CACHE_DIR; npm audit
# asks the registry npm is set to.
set -u
here=$(cd "$(dirname "$0")" && pwd)
root=${SCAN_ROOT:-/src}
newest=2026-11-16
dates=${1:-2026-09-14 $newest}
apps=${2:-shop-api ledger gateway platform}
only=${3:-}

# run TOOL COMMAND…: a scanner that finds something exits non-zero, so only its report counts.
run() {
  tool=$1
  shift
  if command -v "$1" >/dev/null; then
    echo "  $tool" >&2
    "$@" 2>"$root/$tool.log"
  else
    echo "  $tool: not on PATH, left out" >&2
  fi
}

semgrep_run() {
  SEMGREP_ENABLE_VERSION_CHECK=0 run semgrep semgrep scan --metrics=off --quiet \
    --config ../rules "--$1" --output "$out/semgrep.$2" .
}
gitleaks_run() { run gitleaks gitleaks dir . --no-banner -f json -r "$out/gitleaks.json" --exit-code 0; }
osv_run() { run osv-scanner osv-scanner scan source --offline -r --format json --output-file "$out/osv-scanner.json" .; }
zizmor_run() { run zizmor zizmor --offline --format sarif . >"$out/zizmor.sarif"; }
hadolint_run() { run hadolint hadolint -f sarif Dockerfile >"$out/hadolint.sarif"; }
secretlint_run() {
  run secretlint secretlint --secretlintrc ../secretlintrc.json \
    --format @secretlint/secretlint-formatter-sarif --output "$out/secretlint.sarif" "**/*" ".env*"
}
# Our own reading of the source, which needs nothing on PATH.
discover_run() { run discover "$here/../bin/stance" discover . --dry-run --no-cache --json >"$out/discovery.json"; }
checkov_run() { run checkov checkov -d . --framework $1 --skip-download --quiet -o json >"$out/checkov.json"; }

# Scanners that a pipeline did not have yet in September.
since_november() {
  [ "$date" = "$newest" ] || return 0
  for step in "$@"; do "$step"; done
}

scan_shop_api() {
  semgrep_run sarif sarif
  gitleaks_run
  osv_run
  run npm-audit npm audit --json >"$out/npm-audit.json"
  checkov_run "kubernetes dockerfile"
  run cdxgen cdxgen -t js --no-install-deps --no-babel -o "$out/cdxgen.cdx.json" . >"$root/cdxgen.out"
  since_november zizmor_run hadolint_run secretlint_run
}

scan_ledger() {
  semgrep_run json json
  run bandit bandit -q -r ledger -f json -o "$out/bandit.json"
  gitleaks_run
  osv_run
  run grype grype dir:. -q --name "$app" -o json >"$out/grype.json"
  run syft syft scan dir:. -q --source-name "$app" -o "cyclonedx-json=$out/syft.cdx.json"
  since_november zizmor_run hadolint_run
}

scan_gateway() {
  semgrep_run json json
  run gosec gosec -quiet -no-fail -fmt sarif -out "$out/gosec.sarif" ./...
  gitleaks_run
  osv_run
  run syft syft scan dir:. -q --source-name "$app" -o "spdx-json=$out/syft.spdx.json"
  since_november zizmor_run hadolint_run
}

scan_platform() {
  semgrep_run json json
  checkov_run "terraform kubernetes secrets"
  run tfsec tfsec . --format sarif --no-module-downloads -s >"$out/tfsec.sarif"
  gitleaks_run
  since_november osv_run zizmor_run secretlint_run
}

mkdir -p "$root" || exit 1
for date in $dates; do
  for app in $apps; do
    echo "$app on $date"
    rm -rf "${root:?}/$app" "$root/rules"
    cp -R "$here/rules" "$here/secretlintrc.json" "$root/"
    cp -R "$here/$app" "$root/$app" && rm -r "$root/$app/history"
    cd "$root/$app" || exit 1
    if [ "$date" != "$newest" ]; then
      git apply --whitespace=nowarn "$here/$app/history/$date.patch" || exit 1
    fi
    out=$here/reports/$app/$date
    mkdir -p "$out"
    discover_run
    [ "$only" = discover ] || "scan_$(echo "$app" | tr - _)"
  done
done
