// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief A matter with bands of amounts as one matter for each. A part of organisation_builder.
#pragma once

#include <pangkas/core/authority.hpp>
#include <pangkas/core/impl/matter_names.hpp>
#include <pangkas/core/impl/words.hpp>
#include <pangkas/core/matter.hpp>

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// @brief Rights with a limit, by the matter or family that they name, or "*".
using limited_rights = std::unordered_map<std::string_view, std::vector<const authority*>>;

/// @brief The matters of the bands of @p m.
///
/// Amounts lie evenly in a band, so a band is cut at every limit of an authority that lies in it,
/// and each piece is as large as its upper end: the edge belongs to the limit. Of a band without
/// end nobody knows how far it goes, so no limit reaches it.
///
/// @complexity O(A log A + bands · A) for A authorities that are for it.
inline std::vector<matter> parts_of_bands(const matter& m, const limited_rights& rights) {
  matter each = m;
  each.bands.clear();
  each.families.insert(each.families.begin(), m.code);
  std::set<double> limits;
  for_each_name(each, [&](std::string_view name) {
    const auto found = rights.find(name);
    if (found == rights.end()) return;
    for (const authority* a : found->second)
      if (a->currency == m.currency) limits.insert(*a->limit);
  });
  std::vector<matter> parts;
  const auto add = [&](const std::string& name, double amount, bool above, double share) {
    each.code = m.code + " " + name;
    each.amount = amount;
    each.above_limits = above;
    each.share = m.share * share;
    parts.push_back(each);
  };
  for (const amount_band& band : m.bands) {
    if (band.above_limits) {
      add("up", band.from, true, band.share);
    } else if (!band.to) {
      add(plain_number_text(band.from) + "..", band.from, true, band.share);
    } else if (*band.to == band.from) {
      add(plain_number_text(band.from), band.from, false, band.share);
    } else {
      double low = band.from;
      const auto piece = [&](double high) {
        add(plain_number_text(low) + ".." + plain_number_text(high), high, false,
            band.share * (high - low) / (*band.to - band.from));
        low = high;
      };
      for (auto limit = limits.upper_bound(band.from); limit != limits.end() && *limit < *band.to;
           ++limit)
        piece(*limit);
      piece(*band.to);
    }
  }
  return parts;
}

}  // namespace pangkas::detail
