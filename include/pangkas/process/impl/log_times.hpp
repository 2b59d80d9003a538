// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief What several measures of a log need: hours, ranks, the reach of a case, variants.
#pragma once

#include <pangkas/core/impl/text_hash.hpp>
#include <pangkas/process/log_measures.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1::detail {

inline double hours_of(micros time) {
  return static_cast<double>(time) / static_cast<double>(micros_an_hour);
}

/// The number of values that @p share per cent of them do not exceed.
inline std::size_t nearest_rank(std::size_t count, std::size_t per_cent) {
  return std::max<std::size_t>(1, (count * per_cent + 99) / 100);
}

/// Time on duty (Monday to Friday, 8 to 18) from the first Monday of 1970 to a local time.
inline micros duty_until(micros local) {
  const std::int64_t day = day_of(local);
  const std::int64_t since = day - 4;  // 1970-01-05 was a Monday
  const std::int64_t weeks = since >= 0 ? since / 7 : -((-since + 6) / 7);
  const std::int64_t weekday = since - 7 * weeks;
  constexpr micros a_day = 10 * micros_an_hour;
  micros duty = (5 * weeks + std::min<std::int64_t>(weekday, 5)) * a_day;
  if (weekday < 5)
    duty += std::clamp<micros>(local - day * micros_a_day - 8 * micros_an_hour, 0, a_day);
  return duty;
}

/// Cases by what was done in which order.
inline std::vector<variant> variants_of(const event_log& log) {
  struct hashed {
    std::uint64_t hash = 0;
    std::uint32_t at = 0;
  };
  std::vector<hashed> cases(log.case_count());
  for (std::uint32_t c = 0; c < cases.size(); ++c) {
    std::uint64_t hash = log.begin[c + 1] - log.begin[c];
    for (std::uint32_t e = log.begin[c]; e < log.begin[c + 1]; ++e)
      hash = fold_product(hash ^ 0x9e3779b97f4a7c15U, log.activities[e] ^ 0x6a09e667f3bcc909U);
    cases[c] = {hash, c};
  }
  std::ranges::sort(cases, {}, [](const hashed& h) { return std::pair(h.hash, h.at); });
  const auto is_same = [&](std::uint32_t a, std::uint32_t b) {
    const std::uint32_t length = log.begin[a + 1] - log.begin[a];
    if (length != log.begin[b + 1] - log.begin[b]) return false;
    for (std::uint32_t i = 0; i < length; ++i)
      if (log.activities[log.begin[a] + i] != log.activities[log.begin[b] + i]) return false;
    return true;
  };
  std::vector<variant> found;
  for (std::size_t i = 0; i < cases.size();) {
    const std::size_t first_of_hash = found.size();
    const std::uint64_t hash = cases[i].hash;
    for (; i < cases.size() && cases[i].hash == hash; ++i) {
      const auto same =
          std::find_if(found.begin() + static_cast<std::ptrdiff_t>(first_of_hash), found.end(),
                       [&](const variant& v) { return is_same(v.first_case, cases[i].at); });
      if (same == found.end())
        found.push_back({cases[i].at, 1});
      else
        ++same->cases;
    }
  }
  std::ranges::sort(found, [](const variant& a, const variant& b) {
    return a.cases != b.cases ? a.cases > b.cases : a.first_case < b.first_case;
  });
  return found;
}

/// Earliest and latest stamp of a case.
inline std::pair<micros, micros> case_reach(const event_log& log, std::size_t at_case) {
  std::pair<micros, micros> reach{no_instant, no_instant};
  for (std::uint32_t e = log.begin[at_case]; e < log.begin[at_case + 1]; ++e) {
    const micros at = log.times[e];
    if (at == no_instant) continue;
    if (reach.first == no_instant || at < reach.first) reach.first = at;
    if (reach.second == no_instant || at > reach.second) reach.second = at;
  }
  return reach;
}

}  // namespace pangkas::detail
