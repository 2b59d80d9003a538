// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief How a rule of a policy is refused, with its name, file and line.
#pragma once

#include <pangkas/core/impl/words.hpp>
#include <pangkas/core/rank_scheme.hpp>
#include <pangkas/error.hpp>
#include <pangkas/simplify/policy.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace pangkas::inline v0_1::detail {

/// @brief Throws the sentence with the place in front.
[[noreturn]] inline void refuse(const policy& rules, const file_place& place, std::string_view key,
                                const std::string& sentence, const std::string& rule = {}) {
  const std::optional<std::size_t> line = place.line_of(key);
  std::string front;
  if (!rules.file.empty()) {
    front = rules.file;
    if (line) front += ":" + std::to_string(*line);
    front += ": ";
  }
  throw rule_error(front + sentence, rule, rules.file, line);
}

[[noreturn]] inline void refuse(const policy& rules, const rule_statement& rule,
                                std::string_view key, const std::string& sentence) {
  refuse(rules, rule.place, key, sentence, rule.id);
}

/// @brief A rule in a sentence.
inline std::string called(const rule_statement& rule) { return "rule " + in_quotes(rule.id); }

/// @brief One of several rules in a sentence, with its line.
inline std::string name_and_line(const rule_statement& rule) {
  if (!rule.place.line) return in_quotes(rule.id);
  return in_quotes(rule.id) + " (line " + std::to_string(*rule.place.line) + ")";
}

/// @brief Refuses a rule that gives no reason, or no legal source, for what @p who does.
inline void require_grounds(const policy& rules, const rule_statement& rule,
                            const std::string& name, const std::string& who) {
  if (!rule.reason.empty() && !rule.source.empty()) return;
  refuse(rules, rule, {},
         name + " has no \"" + (rule.reason.empty() ? "reason" : "source") + "\"; " + who +
             " needs both a reason and its legal source");
}

/// @brief Whether two convert rules make the same of a post.
inline bool same_result(const convert_rule& a, const convert_rule& b, const rank_scheme& scheme) {
  // One of both is given, and the rank is of the scheme: that was asked before.
  const auto kind = [&](const convert_rule& c) {
    return c.to_kind ? *c.to_kind : scheme[*scheme.find(c.to)].kind;
  };
  return scheme.find(a.to) == scheme.find(b.to) && kind(a) == kind(b) && a.to_class == b.to_class;
}

template <class Rules>
void require_layers(const policy& rules, const Rules& list) {
  for (const auto& r : list)
    if (r.when.layers && r.when.layers->empty())
      refuse(
          rules, r.rule, "layer",
          called(r.rule) +
              " is by layer, but the policy leaves the layers open; give them, as in --layers 3");
}

}  // namespace pangkas::detail
