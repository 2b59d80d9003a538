// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief A small agency with ranks and costs, on which flattening is worked out by hand.
#pragma once

#include <pangkas/core/organisation.hpp>
#include <pangkas/core/organisation_builder.hpp>
#include <pangkas/core/position.hpp>
#include <pangkas/io/presets.hpp>

#include <optional>
#include <string>
#include <utility>

namespace pangkas::tests {

/// @brief A head with a deputy and an office; the deputy over two sections; costs but for one.
inline organisation small_agency() {
  organisation_builder builder(preset_scheme("indonesia"));
  const auto add = [&](std::string code, std::string rank, std::string superior,
                       std::optional<double> cost) {
    position p;
    p.code = std::move(code);
    p.rank = std::move(rank);
    p.reports_to = std::move(superior);
    p.cost = cost;
    builder.add(p);
  };
  add("head", "I.a", "", 100);
  add("deputy", "II.a", "head", 60);
  add("a", "III.a", "deputy", 30);
  add("b", "III.a", "deputy", {});
  for (const std::string code : {"a1", "a2", "a3"}) add(code, "", "a", 10);
  for (const std::string code : {"b1", "b2"}) add(code, "", "b", 10);
  add("c", "", "deputy", 10);
  add("d", "", "head", 10);
  return std::move(builder).build().organisation;
}

}  // namespace pangkas::tests
