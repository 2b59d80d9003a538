// SPDX-License-Identifier: BSL-1.0
// Whatever the bytes: a set of bands by which an organisation is measured, or refused.
#include "chain.hpp"
#include "fuzzers.hpp"

#include <pangkas/core/organisation_graph.hpp>
#include <pangkas/error.hpp>
#include <pangkas/io/span_bands.hpp>
#include <pangkas/metrics/span_bands.hpp>

#include <string_view>

void fuzz::on_span_bands(std::string_view input) {
  static const pangkas::organisation org = fuzz::chain();
  try {
    static_cast<void>(pangkas::span_bands(org, pangkas::read_span_bands(input, "fuzz")));
  } catch (const pangkas::error&) {
  }
}
