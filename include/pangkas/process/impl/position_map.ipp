// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/core/condition_matcher.hpp>
#include <pangkas/process/position_map.hpp>
#include <pangkas/views/chain_of_command.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <set>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace pangkas::inline v0_1 {
namespace detail {

/// The rows of a map by what they name, and the positions that they mean.
class map_lookup {
 public:
  map_lookup(const event_log& log, const organisation& org, const std::vector<map_row>& map)
      : log_(log), org_(org), map_(map) {
    posts_.resize(map.size(), no_position);
    matchers_.resize(map.size());
    for (std::uint32_t i = 0; i < map.size(); ++i) {
      const map_row& row = map[i];
      if (row.position && row.position->kind == holder_kind::post) {
        const auto found = org.find(row.position->code);
        if (!found) {
          unknown.push_back(row.row);
          continue;
        }
        posts_[i] = *found;
      } else if (row.position && row.position->kind == holder_kind::class_of) {
        matchers_[i] = std::make_unique<condition_matcher>(org, row.position->when);
      }
      rows_[{row.resource, row.role, row.group}].push_back(i);
    }
  }

  /// The rows for the performer of an event, the one that names most first.
  const std::vector<std::uint32_t>& rows_for(std::size_t event) {
    const std::array<std::uint32_t, 3> key{log_.resources[event], log_.roles[event],
                                           log_.groups[event]};
    const auto [known, is_new] = cache_.try_emplace(key);
    if (!is_new) return known->second;
    const std::string_view resource = log_.resources.text(event);
    const std::string_view role = log_.roles.text(event);
    const std::string_view group = log_.groups.text(event);
    const std::string_view none;
    std::vector<names> asked;
    for (const names& key_of_row :
         {names{resource, role, group}, names{resource, role, none}, names{resource, none, group},
          names{resource, none, none}, names{none, role, group}, names{none, role, none},
          names{none, none, group}}) {
      // One that asks for what the event does not say would be that of a row that asks for less.
      if (key_of_row == names{} || std::ranges::find(asked, key_of_row) != asked.end()) continue;
      asked.push_back(key_of_row);
      const auto found = rows_.find(key_of_row);
      if (found != rows_.end())
        known->second.insert(known->second.end(), found->second.begin(), found->second.end());
    }
    return known->second;
  }

  /// The first of these rows that holds on the day of an event.
  [[nodiscard]] const map_row* row_on(const std::vector<std::uint32_t>& rows,
                                      std::size_t event) const {
    std::string day;
    for (const std::uint32_t i : rows) {
      const map_row& row = map_[i];
      if (row.from.empty() && row.until.empty()) return &row;
      if (day.empty() && log_.times[event] != no_instant)
        day = iso_date(day_of(local_time(log_.times[event], log_.offsets[event])));
      if ((row.from.empty() || row.from <= day) && (row.until.empty() || day <= row.until))
        return &row;
    }
    return nullptr;
  }

  /// Whether a row with a position leads to who stands so to the originator.
  [[nodiscard]] static bool is_relative(const map_row& row) {
    return row.position->kind != holder_kind::post;
  }
  [[nodiscard]] position_id post(const map_row& row) const {
    return posts_[static_cast<std::size_t>(&row - map_.data())];
  }
  /// Who stands so to an originator.
  [[nodiscard]] position_id relative(const map_row& row, position_id originator) const {
    const auto chain = chain_of_command(org_, originator);
    std::size_t steps = 0;
    position_id found = no_position;
    for (const position_id superior : chain) {
      switch (row.position->kind) {
        case holder_kind::superior:
          if (++steps == row.position->steps) return superior;
          break;
        case holder_kind::head_of_unit:
          if (org_.unit(superior) == org_.unit(originator)) found = superior;
          break;
        case holder_kind::top:
          found = superior;
          break;
        case holder_kind::class_of:
          if ((*matchers_[static_cast<std::size_t>(&row - map_.data())])(superior)) return superior;
          break;
        default:
          break;  // a post is no relative, and on a line stand many
      }
    }
    return found;
  }

  std::vector<std::uint32_t> unknown;

 private:
  using names = std::array<std::string_view, 3>;  ///< resource, role and group

  const event_log& log_;
  const organisation& org_;
  const std::vector<map_row>& map_;
  std::vector<position_id> posts_;
  std::vector<std::unique_ptr<condition_matcher>> matchers_;
  std::map<names, std::vector<std::uint32_t>> rows_;
  std::map<std::array<std::uint32_t, 3>, std::vector<std::uint32_t>> cache_;
};

/// A column of the positions, or of what they have.
template <class Name>
event_column column_of_positions(const std::vector<position_id>& position, const Name& name) {
  event_column column;
  text_index index;
  std::unordered_map<std::uint32_t, std::uint32_t> entry_of;
  column.entries.reserve(position.size());
  for (const position_id p : position) {
    if (p == no_position) {
      column.entries.push_back(no_entry);
      continue;
    }
    const auto [known, is_new] = entry_of.try_emplace(static_cast<std::uint32_t>(p), no_entry);
    if (const std::string_view text = name(p); is_new && !text.empty())
      known->second = index.find_or_enter(column.names, text, text_index::hash_of(text));
    column.entries.push_back(known->second);
  }
  return column;
}

}  // namespace detail

mapped_log map_positions(const event_log& log, const organisation& org,
                         const std::vector<map_row>& map) {
  detail::map_lookup lookup(log, org, map);
  mapped_log found;
  found.position.assign(log.size(), no_position);
  found.how.assign(log.size(), mapping_of_event::unmapped);
  std::vector<std::pair<std::uint32_t, const map_row*>> later;  // once the originator is known
  std::map<std::array<std::uint32_t, 3>, std::size_t> missing;
  for (std::size_t c = 0; c < log.case_count(); ++c) {
    position_id originator = no_position;
    later.clear();
    for (std::uint32_t e = log.begin[c]; e < log.begin[c + 1]; ++e) {
      if (log.resources[e] == no_entry && log.roles[e] == no_entry && log.groups[e] == no_entry) {
        found.how[e] = mapping_of_event::nobody;
        continue;
      }
      const map_row* row = lookup.row_on(lookup.rows_for(e), e);
      if (row == nullptr) continue;
      if (!row->position) {
        found.how[e] = mapping_of_event::external;
      } else if (detail::map_lookup::is_relative(*row)) {
        later.emplace_back(e, row);
      } else {
        found.position[e] = lookup.post(*row);
        if (originator == no_position) originator = found.position[e];
      }
    }
    if (originator != no_position)
      for (const auto& [e, row] : later) found.position[e] = lookup.relative(*row, originator);
    for (std::uint32_t e = log.begin[c]; e < log.begin[c + 1]; ++e) {
      if (found.position[e] != no_position) found.how[e] = mapping_of_event::mapped;
      if (found.how[e] == mapping_of_event::unmapped)
        ++missing[{log.resources[e], log.roles[e], log.groups[e]}];
    }
  }
  for (const mapping_of_event how : found.how) {
    ++(how == mapping_of_event::mapped     ? found.mapped
       : how == mapping_of_event::external ? found.external
       : how == mapping_of_event::nobody   ? found.nobody
                                           : found.unmapped);
  }
  // The first position of each resource, and whether there is another.
  std::vector<position_id> of(log.resources.names.size(), no_position);
  std::vector<std::uint8_t> state(of.size(), 0);  // 1: seen, 2: mapped, 3: to several
  std::vector<bool> seen(org.size(), false);
  for (std::size_t e = 0; e < log.size(); ++e) {
    const position_id p = found.position[e];
    if (p != no_position) seen[p] = true;
    const std::uint32_t who = log.resources[e];
    if (who == no_entry) continue;
    state[who] = std::max<std::uint8_t>(state[who], 1);
    if (p == no_position) continue;
    if (of[who] == no_position) of[who] = p;
    state[who] = std::max<std::uint8_t>(state[who], of[who] == p ? 2 : 3);
  }
  for (const std::uint8_t s : state) {
    if (s >= 1) ++found.resources;
    if (s >= 2) ++found.mapped_resources;
    if (s == 3) ++found.resources_of_several;
  }
  for (position_id p{0}; p < org.size(); ++p)
    if (!seen[p]) found.never_seen.push_back(p);
  const auto text = [](const event_column& column, std::uint32_t entry) {
    return entry == no_entry ? std::string() : std::string(column.names[entry]);
  };
  for (const auto& [who, events] : missing)
    found.missing.push_back(
        {text(log.resources, who[0]), text(log.roles, who[1]), text(log.groups, who[2]), events});
  std::ranges::stable_sort(found.missing, std::greater<>(), &unmapped_performer::events);
  if (found.missing.size() > 10) found.missing.resize(10);
  found.unknown_rows = std::move(lookup.unknown);
  found.positions =
      detail::column_of_positions(found.position, [&](position_id p) { return org.code(p); });
  found.units =
      detail::column_of_positions(found.position, [&](position_id p) { return org.unit(p); });
  return found;
}

const event_column& performers_of(const event_log& log, const std::optional<mapped_log>& mapped,
                                  log_level level) {
  return level == log_level::position ? mapped->positions
         : level == log_level::unit   ? mapped->units
                                      : log.performers(level);
}

}  // namespace pangkas
