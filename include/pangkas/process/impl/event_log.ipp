// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/core/impl/ascii.hpp>
#include <pangkas/error.hpp>
#include <pangkas/process/event_log.hpp>

#include <algorithm>
#include <deque>
#include <map>
#include <utility>

namespace pangkas::inline v0_1 {
namespace detail {

enum step_kind : std::uint8_t { is_step, is_start, is_no_step };

/// The standard model of IEEE 1849 names what is no step; a log with a model of its own, as that of
/// BPI Challenge 2013, means a step by whatever else it says.
inline step_kind kind_of_transition(std::string_view transition) {
  if (transition.empty()) return is_step;
  constexpr std::array<std::string_view, 10> no_steps{
      "schedule", "assign",   "reassign",   "suspend",   "resume",
      "withdraw", "autoskip", "manualskip", "ate_abort", "pi_abort"};
  const auto is = [transition](std::string_view name) {
    return std::ranges::equal(transition, name, {}, [](char c) { return lower(c); });
  };
  if (is("start")) return is_start;
  return std::ranges::any_of(no_steps, is) ? is_no_step : is_step;
}

template <class Value>
void take_places(std::vector<Value>& values, const std::vector<std::uint32_t>& places) {
  if (values.empty()) return;
  std::vector<Value> taken;
  taken.reserve(places.size());
  for (const std::uint32_t place : places) taken.push_back(values[place]);
  values = std::move(taken);
}

/// Puts the events at these places, which stand case by case, in the place of all.
inline void take_events(event_log& log, const std::vector<std::uint32_t>& places) {
  take_places(log.times, places);
  take_places(log.starts, places);
  take_places(log.offsets, places);
  for (event_column* column : {&log.activities, &log.resources, &log.roles, &log.groups})
    take_places(column->entries, places);
}

}  // namespace detail

bool begins_activity(std::string_view transition) {
  return detail::kind_of_transition(transition) == detail::is_start;
}

const event_column& event_log::performers(log_level level) const {
  static const event_column none;
  return level == log_level::resource ? resources
         : level == log_level::role   ? roles
         : level == log_level::group  ? groups
                                      : none;
}

std::size_t event_log::bytes() const noexcept {
  std::size_t bytes = times.size() * sizeof(micros) + starts.size() * sizeof(micros) +
                      offsets.size() * sizeof(std::int16_t) + begin.size() * sizeof(std::uint32_t);
  for (const event_column* column : {&activities, &resources, &roles, &groups, &matters})
    bytes += column->entries.size() * sizeof(std::uint32_t);
  return bytes;
}

std::uint32_t event_log_builder::dictionary::intern(std::string_view text) {
  if (last != no_entry && names[last] == text) return last;
  return last = index.find_or_enter(names, text, text_index::hash_of(text));
}

void event_log_builder::dictionary::add(std::string_view text, std::size_t before) {
  if (text.empty()) {
    if (!entries.empty()) entries.push_back(no_entry);
    return;
  }
  if (entries.empty()) entries.resize(before, no_entry);
  entries.push_back(intern(text));
}

void event_log_builder::dictionary::append(const dictionary& other, std::size_t before,
                                           std::size_t added) {
  if (entries.empty() && other.entries.empty()) return;
  if (entries.empty()) entries.resize(before, no_entry);
  if (other.entries.empty()) {
    entries.resize(before + added, no_entry);
    return;
  }
  std::vector<std::uint32_t> here(other.names.size());
  for (std::size_t i = 0; i < here.size(); ++i) here[i] = intern(other.names[i]);
  for (const std::uint32_t entry : other.entries)
    entries.push_back(entry == no_entry ? no_entry : here[entry]);
}

void event_log_builder::dictionary::clear() { *this = {}; }

event_column event_log_builder::dictionary::take() {
  return {std::move(entries), std::move(names)};
}

void event_log_builder::clear() {
  for (dictionary* column :
       {&cases_, &activities_, &resources_, &roles_, &groups_, &instances_, &matter_names_})
    column->clear();
  matter_of_case_.clear();
  times_.clear();
  starts_.clear();
  offsets_.clear();
  kinds_.clear();
}

void event_log_builder::add(const event_row& row) {
  const std::size_t before = times_.size();
  const std::uint32_t at_case = cases_.intern(row.case_id);
  cases_.entries.push_back(at_case);
  if (at_case == matter_of_case_.size()) matter_of_case_.push_back(no_entry);
  if (!row.matter.empty() && matter_of_case_[at_case] == no_entry)
    matter_of_case_[at_case] = matter_names_.intern(row.matter);
  activities_.add(row.activity, before);
  resources_.add(row.resource, before);
  roles_.add(row.role, before);
  groups_.add(row.group, before);
  instances_.add(row.instance, before);
  if (row.start != no_instant || !starts_.empty()) {
    starts_.resize(before, no_instant);
    starts_.push_back(row.start);
  }
  const detail::step_kind kind = detail::kind_of_transition(row.transition);
  if (kind != detail::is_step || !kinds_.empty()) {
    kinds_.resize(before, detail::is_step);
    kinds_.push_back(kind);
  }
  times_.push_back(row.time.at);
  offsets_.push_back(row.time.offset);
}

void event_log_builder::append(const event_log_builder& other) {
  const std::size_t before = times_.size();
  const std::size_t added = other.times_.size();
  cases_.append(other.cases_, before, added);
  matter_of_case_.resize(cases_.names.size(), no_entry);
  for (std::size_t c = 0; c < other.matter_of_case_.size(); ++c) {
    if (other.matter_of_case_[c] == no_entry) continue;
    std::uint32_t& matter = matter_of_case_[cases_.intern(other.cases_.names[c])];
    if (matter == no_entry)
      matter = matter_names_.intern(other.matter_names_.names[other.matter_of_case_[c]]);
  }
  activities_.append(other.activities_, before, added);
  resources_.append(other.resources_, before, added);
  roles_.append(other.roles_, before, added);
  groups_.append(other.groups_, before, added);
  instances_.append(other.instances_, before, added);
  const auto put = [before, added](auto& all, const auto& more, auto usual) {
    if (all.empty() && more.empty()) return;
    all.resize(before, usual);
    all.insert(all.end(), more.begin(), more.end());
    all.resize(before + added, usual);
  };
  put(starts_, other.starts_, no_instant);
  put(kinds_, other.kinds_, std::uint8_t{detail::is_step});
  times_.insert(times_.end(), other.times_.begin(), other.times_.end());
  offsets_.insert(offsets_.end(), other.offsets_.begin(), other.offsets_.end());
}

void event_log_builder::pair_starts(event_log& log, std::vector<std::uint8_t>& kinds,
                                    const event_column& instances,
                                    lifecycle_account& account) const {
  std::vector<std::uint32_t> steps;
  std::vector<std::uint32_t> begin{0};
  std::vector<std::uint32_t> with_steps;
  text_column cases;
  // Starts that wait for their end, by activity and instance, first come first.
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::deque<std::size_t>> open;
  const auto close = [&](std::uint32_t activity, std::uint32_t instance, std::size_t end) {
    const auto found = open.find({activity, instance});
    if (found == open.end()) return false;
    if (log.starts.empty()) log.starts.resize(log.size(), no_instant);
    log.starts[end] = log.times[found->second.front()];
    found->second.pop_front();
    if (found->second.empty()) open.erase(found);
    ++account.paired;
    return true;
  };
  for (std::size_t c = 0; c < log.case_count(); ++c) {
    open.clear();
    for (std::uint32_t e = log.begin[c]; e < log.begin[c + 1]; ++e) {
      if (kinds[e] == detail::is_no_step) {
        ++account.other;
      } else if (kinds[e] == detail::is_start) {
        open[{log.activities[e], instances[e]}].push_back(e);
      } else {
        steps.push_back(e);
        if (!close(log.activities[e], instances[e], e) && instances[e] != no_entry)
          close(log.activities[e], no_entry, e);
      }
    }
    for (const auto& [key, left] : open) account.unpaired += left.size();
    if (steps.size() == begin.back()) continue;
    begin.push_back(static_cast<std::uint32_t>(steps.size()));
    with_steps.push_back(static_cast<std::uint32_t>(c));
    cases.push_back(log.cases[c]);
  }
  detail::take_events(log, steps);
  detail::take_places(log.matters.entries, with_steps);
  log.cases = std::move(cases);
  log.begin = std::move(begin);
}

event_log event_log_builder::build(lifecycle_account* account) && {
  if (times_.size() >= no_entry)
    throw structure_error("a log has " + std::to_string(times_.size()) +
                          " events, more than 32 bits count; divide it by time");
  event_log log;
  log.cases = std::move(cases_.names);
  log.begin.assign(log.cases.size() + 1, 0);
  for (const std::uint32_t at_case : cases_.entries) ++log.begin[at_case + 1];
  for (std::size_t c = 0; c < log.cases.size(); ++c) log.begin[c + 1] += log.begin[c];
  log.times = std::move(times_);
  log.starts = std::move(starts_);
  log.offsets = std::move(offsets_);
  log.activities = activities_.take();
  log.resources = resources_.take();
  log.roles = roles_.take();
  log.groups = groups_.take();
  event_column instances = instances_.take();
  if (matter_names_.names.size() != 0)
    log.matters = {std::move(matter_of_case_), std::move(matter_names_.names)};
  // Cases are numbered by their first event, so whoever stands case by case stands in order.
  if (!std::ranges::is_sorted(cases_.entries)) {
    std::vector<std::uint32_t> next(log.begin.begin(), log.begin.end() - 1);
    std::vector<std::uint32_t> places(cases_.entries.size());
    for (std::uint32_t e = 0; e < places.size(); ++e) places[next[cases_.entries[e]]++] = e;
    detail::take_events(log, places);
    detail::take_places(instances.entries, places);
    detail::take_places(kinds_, places);
  }
  lifecycle_account unasked;
  if (!kinds_.empty()) pair_starts(log, kinds_, instances, account == nullptr ? unasked : *account);
  return log;
}

std::vector<std::size_t> forget_names(event_column& column,
                                      const std::vector<std::string>& nobody) {
  std::vector<std::size_t> taken(nobody.size(), 0);
  std::vector<std::size_t> which(column.names.size(), nobody.size());
  bool any = false;
  for (std::size_t name = 0; name < which.size(); ++name) {
    which[name] =
        static_cast<std::size_t>(std::ranges::find(nobody, column.names[name]) - nobody.begin());
    any = any || which[name] != nobody.size();
  }
  if (!any) return taken;
  for (std::uint32_t& entry : column.entries) {
    if (entry == no_entry || which[entry] == nobody.size()) continue;
    ++taken[which[entry]];
    entry = no_entry;
  }
  return taken;
}

event_log cases_begun(const event_log& log, std::int64_t first, std::int64_t last) {
  event_log some = log;
  some.cases = {};
  some.begin.assign(1, 0);
  std::vector<std::uint32_t> events;
  std::vector<std::uint32_t> kept;
  for (std::uint32_t c = 0; c < log.case_count(); ++c) {
    const auto begin = log.begin[c];
    const auto end = log.begin[c + 1];
    std::uint32_t known = begin;
    while (known != end && log.times[known] == no_instant) ++known;
    if (known == end) continue;
    const std::int64_t day = day_of(local_time(log.times[known], log.offsets[known]));
    if (day < first || day > last) continue;
    for (std::uint32_t e = begin; e < end; ++e) events.push_back(e);
    kept.push_back(c);
    some.cases.push_back(log.cases[c]);
    some.begin.push_back(static_cast<std::uint32_t>(events.size()));
  }
  detail::take_events(some, events);
  detail::take_places(some.matters.entries, kept);
  return some;
}

}  // namespace pangkas
