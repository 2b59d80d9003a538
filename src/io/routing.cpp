// SPDX-License-Identifier: BSL-1.0
#include "text_pieces.hpp"

#include <pangkas/core/holder.hpp>
#include <pangkas/decisions/decision_path.hpp>
#include <pangkas/decisions/who_decides.hpp>
#include <pangkas/io/csv.hpp>
#include <pangkas/io/number.hpp>
#include <pangkas/io/routing.hpp>

#include <fmt/format.h>

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1 {
namespace {

/// A code in a list of codes with "|" between.
void append_listed(std::string& list, std::string_view code) {
  if (!list.empty()) list += '|';
  for (const char c : code) {
    if (c == '|' || c == '\\') list += '\\';
    list += c;
  }
}

std::string_view act_of(step_role role) {
  switch (role) {
    case step_role::drafter:
      return "draft";
    case step_role::concurrence:
      return "concur";
    case step_role::decider:
      return "decide";
    default:
      return "review";
  }
}

}  // namespace

std::string grants_in_words(const organisation& org, std::span<const std::size_t> grants) {
  std::string text;
  if (grants.empty()) return text;
  for (const std::size_t place : grants) {
    const authority& a = org.authorities()[place];
    if (!text.empty()) text += " from ";
    text += a.whoever ? to_string(*a.whoever) : a.position;
    text.append(" by ").append(to_string(a.source));
    if (a.acting) text.append(" as ").append(to_string(*a.acting));
  }
  const std::string& giver = org.authorities()[grants.back()].giver;
  if (!giver.empty()) text += " from " + giver;
  return text;
}

std::string routing_name(std::string_view code) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string name;
  for (const char c : code) {
    const bool stays = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                       c == '.' || c == '-' || c == '_';
    if (stays) {
      name += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    name += '%';
    name += digits[byte >> 4U];
    name += digits[byte & 15U];
  }
  return name;
}

std::string_view openfga_model() {
  return R"({
  "schema_version": "1.1",
  "type_definitions": [
    {"type": "position"},
    {
      "type": "matter",
      "relations": {
        "draft": {"this": {}},
        "review": {"this": {}},
        "concur": {"this": {}},
        "decide": {"this": {}},
        "fallback": {"this": {}}
      },
      "metadata": {
        "relations": {
          "draft": {"directly_related_user_types": [{"type": "position"}]},
          "review": {"directly_related_user_types": [{"type": "position"}]},
          "concur": {"directly_related_user_types": [{"type": "position"}]},
          "decide": {"directly_related_user_types": [{"type": "position"}]},
          "fallback": {"directly_related_user_types": [{"type": "position"}]}
        }
      }
    }
  ]
}
)";
}

std::string_view casbin_model() {
  return R"([request_definition]
r = position, matter, originator, act

[policy_definition]
p = position, matter, originator, act

[policy_effect]
e = some(where (p.eft == allow))

[matchers]
m = r.position == p.position && r.matter == p.matter && r.originator == p.originator && r.act == p.act
)";
}

void write_routing(const organisation& org, const decision_options& options,
                   const routing_sinks& sinks, const csv_style& style) {
  const text_sink nowhere = [](std::string_view) {};
  detail::text_pieces table(sinks.table ? sinks.table : nowhere);
  detail::text_pieces tuples(sinks.tuples ? sinks.tuples : nowhere);
  detail::text_pieces policy(sinks.policy ? sinks.policy : nowhere);
  std::string line;
  constexpr std::array<std::string_view, 6> headings{"matter",  "originator", "chain",
                                                     "decider", "fallback",   "undecidable"};
  append_csv_row(line, headings, style);
  table.append(line);
  tuples.append("[");
  bool is_first = true;
  std::vector<std::pair<std::string, std::string_view>> told;  // who does what, each once
  route_decisions(org, options, [&](const routed_path& routed) {
    const std::string matter = routing_name(org.matters()[routed.matter].code);
    const std::string originator = routing_name(org.code(routed.originator));
    std::string chain;
    std::string_view decider;
    told.clear();
    const auto tell = [&](position_id who, std::string_view act) {
      std::string name = routing_name(org.code(who));
      for (const auto& [known, done] : told)
        if (known == name && done == act) return;
      line = fmt::format(
          "{}\n{{\"user\":\"position:{}\",\"relation\":\"{}\",\"object\":\"matter:{}/{}\"}}",
          is_first ? "" : ",", name, act, matter, originator);
      is_first = false;
      tuples.append(line);
      line = fmt::format("p, {}, {}, {}, {}\n", name, matter, originator, act);
      policy.append(line);
      told.emplace_back(std::move(name), act);
    };
    for (const path_step& step : routed.path.steps) {
      if (step.after) continue;
      append_listed(chain, org.code(step.position));
      if (step.role == step_role::decider) decider = org.code(step.position);
      tell(step.position, act_of(step.role));
    }
    std::string_view fallback;
    if (routed.fallback != no_position) {
      fallback = org.code(routed.fallback);
      tell(routed.fallback, "fallback");
    }
    const std::array<std::string_view, 6> cells{
        org.matters()[routed.matter].code,
        org.code(routed.originator),
        chain,
        decider,
        fallback,
        routed.path.undecidable ? to_string(*routed.path.undecidable) : std::string_view{}};
    line.clear();
    append_csv_row(line, cells, style);
    table.append(line);
  });
  tuples.append(is_first ? "]\n" : "\n]\n");
  table.end();
  tuples.end();
  policy.end();
}

void write_who_decides(const organisation& org, const decision_options& options,
                       const text_sink& sink, const csv_style& style) {
  detail::text_pieces pieces(sink);
  std::string line;
  constexpr std::array<std::string_view, 11> headings{
      "matter", "originator", "title",        "decider", "decider_title", "acts_for",
      "source", "limit",      "legal_source", "grants",  "undecidable"};
  append_csv_row(line, headings, style);
  pieces.append(line);
  // The grants are the same for all for whom one right decides.
  std::unordered_map<std::size_t, std::string> grants;
  std::size_t of_matter = 0;
  who_decides(org, options, [&](const who_decides_row& row) {
    if (row.matter != of_matter) grants.clear();
    of_matter = row.matter;
    std::array<std::string_view, 11> cells{org.matters()[row.matter].code, org.code(row.originator),
                                           org.title(row.originator)};
    std::string limit;
    if (row.undecidable) {
      cells[10] = to_string(*row.undecidable);
    } else if (row.grants.empty()) {
      cells[3] = org.code(row.decider);
      cells[4] = org.title(row.decider);
      if (row.decider != row.post) cells[5] = org.code(row.post);
      cells[6] = cells[9] = "fallback";
    } else {
      const authority& a = org.authorities()[row.grants.front()];
      if (a.limit) limit = format_number(*a.limit);
      const auto [known, is_new] = grants.try_emplace(row.grants.front());
      if (is_new) known->second = grants_in_words(org, row.grants);
      cells[3] = org.code(row.decider);
      cells[4] = org.title(row.decider);
      if (row.decider != row.post) cells[5] = org.code(row.post);
      cells[6] = to_string(a.source);
      cells[7] = limit;
      cells[8] = a.legal_source;
      cells[9] = known->second;
    }
    line.clear();
    append_csv_row(line, cells, style);
    pieces.append(line);
  });
  pieces.end();
}

}  // namespace pangkas
