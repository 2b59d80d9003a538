// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/error.hpp>
#include <pangkas/study/replay.hpp>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

namespace pangkas::inline v0_1 {

log_replay replay_of(const event_log& log, const organisation& org,
                     const working_calendar& calendar, std::string_view matter) {
  const auto& known = org.matters();
  std::optional<std::size_t> usual =
      known.size() == 1 ? std::optional<std::size_t>(0) : std::nullopt;
  if (!matter.empty()) {
    usual = org.find_matter(matter);
    if (!usual) throw input_error("no matter has the code \"" + std::string(matter) + "\"");
  }
  if (log.matters.empty() && !usual)
    throw input_error("the log does not say of which matter its cases are, and there are " +
                      std::to_string(known.size()) + "; name one");
  log_replay found;
  std::vector<std::vector<std::int64_t>> at(known.size());
  std::optional<std::int64_t> first;  // local instant
  for (std::size_t c = 0; c < log.case_count(); ++c) {
    micros begun = no_instant;
    std::int16_t offset = 0;
    for (std::uint32_t e = log.begin[c]; e < log.begin[c + 1]; ++e)
      if (log.times[e] != no_instant && (begun == no_instant || log.times[e] < begun)) {
        begun = log.times[e];
        offset = log.offsets[e];
      }
    const std::string_view said = log.matters.text(c);
    const std::optional<std::size_t> of = said.empty() ? usual : org.find_matter(said);
    if (begun == no_instant || !of) {
      ++(begun == no_instant ? found.without_time : found.unknown);
      continue;
    }
    at[*of].push_back(local_time(begun, offset));
    first = std::min(first.value_or(at[*of].back()), at[*of].back());
  }
  if (!first) throw input_error("no case of the log has a stamp and a matter that is there");
  std::int64_t zero = 0;
  if (*first < calendar.start()) {
    found.is_shifted = true;
    zero = calendar.office_time(day_of(*first) * ticks_per_day);
  }
  for (std::size_t m = 0; m < at.size(); ++m) {
    if (at[m].empty()) continue;
    for (std::int64_t& instant : at[m]) instant = calendar.office_time(instant) - zero;
    std::ranges::sort(at[m]);
    found.horizon = std::max(found.horizon, at[m].back() + 1);
    found.matters.push_back({known[m].code, std::move(at[m])});
  }
  return found;
}

}  // namespace pangkas
