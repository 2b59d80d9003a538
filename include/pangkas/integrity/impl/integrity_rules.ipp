// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/integrity/integrity_rules.hpp>

#include <pangkas/core/impl/words.hpp>
#include <pangkas/core/rule_statement.hpp>
#include <pangkas/error.hpp>
#include <pangkas/integrity/impl/duty_names.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>
#include <vector>

namespace pangkas::inline v0_1 {

namespace detail {

[[noreturn]] inline void bad_rule(const integrity_rules& rules, const rule_statement& rule,
                                  std::string_view key, const std::string& sentence) {
  const auto line = rule.place.line_of(key);
  std::string place = rules.file;
  if (line && !place.empty()) place += ":" + std::to_string(*line);
  throw rule_error((place.empty() ? std::string{} : place + ": ") + sentence, rule.id, rules.file,
                   line);
}

inline void check_set(const integrity_rules& rules, const duty_names& names,
                      const separation_rule& s) {
  const std::string which = "the rule " + in_quotes(s.rule.id);
  std::vector<std::uint32_t> seen;
  for (const std::string& name : s.duties) {
    if (name.empty()) bad_rule(rules, s.rule, "duties", which + " has a duty without a name");
    const std::uint32_t number = names.number(name);
    if (std::ranges::find(seen, number) != seen.end())
      bad_rule(rules, s.rule, "duties",
               which + " has the duty " + in_quotes(names.text(number)) +
                   " twice, perhaps under two of its names; take one out");
    seen.push_back(number);
  }
  if (s.n < 2)
    bad_rule(rules, s.rule, "n",
             which + " has n = " + std::to_string(s.n) +
                 ", which every hand with one of the duties would break; n is 2 or more");
  if (s.n > s.duties.size())
    bad_rule(rules, s.rule, "n",
             which + " has n = " + std::to_string(s.n) + ", but only " +
                 how_many(s.duties.size(), "duty") + "; nothing could break it");
  if (!s.statically && !s.dynamically)
    bad_rule(rules, s.rule, "test", which + " is tested neither statically nor dynamically");
}

}  // namespace detail

void validate(const integrity_rules& rules) {
  std::vector<std::string> ids;
  const auto check = [&](const rule_statement& rule) {
    if (rule.id.empty())
      detail::bad_rule(rules, rule, "rule", "a rule has no \"rule\", which is its name");
    if (std::ranges::find(ids, rule.id) != ids.end())
      detail::bad_rule(rules, rule, "rule",
                       "two rules have the name " + detail::in_quotes(rule.id));
    ids.push_back(rule.id);
  };
  const detail::duty_names names(rules);
  for (const separation_rule& s : rules.separations) {
    check(s.rule);
    detail::check_set(rules, names, s);
  }
  for (const four_eyes_rule& f : rules.four_eyes) check(f.rule);
  for (const relation_rule& r : rules.relations) check(r.rule);
  for (const sensitive_rule& s : rules.sensitive) check(s.rule);
  for (const audit_rule& a : rules.audits) check(a.rule);
  for (const collusion_rule& c : rules.collusions) check(c.rule);
  if (ids.empty())
    throw rule_error((rules.file.empty() ? std::string{} : rules.file + ": ") +
                         "the set of rules has no rule; add a [[separate]]",
                     {}, rules.file);
}

integrity_rules joined(const std::vector<integrity_rules>& sets) {
  integrity_rules all;
  const auto append = [](auto& to, const auto& from) {
    to.insert(to.end(), from.begin(), from.end());
  };
  for (const integrity_rules& set : sets) {
    if (all.name.empty()) all.file = set.file;
    all.name += (all.name.empty() ? "" : ", ") + set.name;
    all.title += (all.title.empty() ? "" : "; ") + set.title;
    all.source += (all.source.empty() ? "" : "; ") + set.source;
    append(all.same, set.same);
    append(all.moves, set.moves);
    append(all.afterwards, set.afterwards);
    append(all.separations, set.separations);
    append(all.four_eyes, set.four_eyes);
    append(all.relations, set.relations);
    append(all.sensitive, set.sensitive);
    append(all.audits, set.audits);
    append(all.collusions, set.collusions);
  }
  if (sets.size() != 1) all.file.clear();
  validate(all);
  return all;
}

}  // namespace pangkas
