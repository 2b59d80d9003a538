// SPDX-License-Identifier: BSL-1.0
#include "support/cases.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <stdexcept>

namespace pangkas::tests {
namespace {

double share_of_cases() {
  const char* given = std::getenv("PANGKAS_CASES");
  if (given == nullptr || *given == '\0') return 1.0 / 20;
  char* end = nullptr;
  const double share = std::strtod(given, &end);
  if (*end != '\0' || !(share > 0 && share <= 1000))
    throw std::invalid_argument("PANGKAS_CASES is a share of the cases, as in 1 or 0.05");
  return share;
}

}  // namespace

std::size_t cases_to_try(std::size_t all) {
  static const double share = share_of_cases();
  return std::max<std::size_t>(1, static_cast<std::size_t>(static_cast<double>(all) * share));
}

}  // namespace pangkas::tests
