// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/core/impl/words.hpp>
#include <pangkas/decisions/decision_findings.hpp>

#include <pangkas/core/finding_list.hpp>
#include <pangkas/core/organisation.hpp>
#include <pangkas/decisions/decision_options.hpp>
#include <pangkas/decisions/decision_violations.hpp>
#include <pangkas/decisions/impl/rebuilt_lines.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// @brief By undecidable_reason.
inline constexpr std::array<std::string_view, 6> why_nobody{
    "no position above it has an authority for it",
    "no root is above it, and no position on the way up has an authority",
    "the limits of those above it do not reach the amount",
    "the post that could has no holder, nor an official who may act in it",
    "too few of those who must concur are there",
    "who could stands more lines up than the matter may climb"};

std::string in_words(const organisation& org, const decision_violation& found) {
  const std::string code = in_quotes(org.code(found.position));
  const std::string matter = in_quotes(org.matters()[found.matter].code);
  const auto of_code = [&](std::string_view verb, std::string_view counted) {
    return "the matter " + matter + " of " + code + " " + std::string(verb) + " " +
           how_many(static_cast<std::size_t>(found.found), counted);
  };
  switch (found.rule) {
    case decision_rule::undecidable:
      return "nobody decides the matter " + matter + " that " + code +
             " raises: " + std::string(why_nobody[static_cast<std::size_t>(*found.reason)]);
    case decision_rule::checks:
      return of_code("passes", "independent check") + "; it needs " + std::to_string(found.limit);
    case decision_rule::four_eyes:
      return code + " decides the matter " + matter + " that it raises itself";
    case decision_rule::initials:
      return of_code("needs", "initial") + " before the signature; " + std::to_string(found.limit) +
             " are allowed";
    case decision_rule::incompatible_roles: {
      const std::string other = in_quotes(org.matters()[*found.other_matter].code);
      if (!found.other_position)
        return code + " decides both " + matter + " and " + other +
               ", which nobody may decide both";
      return code + " decides " + matter + " and " + in_quotes(org.code(*found.other_position)) +
             " decides " + other + ", both in the unit " + in_quotes(org.unit(found.position)) +
             "; one unit may not decide both";
    }
    case decision_rule::same_hand:
      return in_quotes(org.code(*found.other_position)) + " does two acts on the matter " + matter +
             " of " + code + " that are to be kept apart";
    case decision_rule::beneficiary:
      break;
  }
  return in_quotes(org.code(*found.other_position)) + " has the benefit of the matter " + matter +
         " of " + code + " and takes a step on it";
}

/// @brief The breaches before, so that one can tell what is new.
class known_violations {
 public:
  known_violations(const organisation& before, const organisation& after,
                   const decision_options& options)
      : before_(before), after_(after), follow_(before, after) {
    visit_violations(before, options, [&](const decision_violation& v) {
      known_.push_back(key(v, v.position, v.matter, v.other_matter));
    });
    std::ranges::sort(known_);
  }

  [[nodiscard]] bool contains(const decision_violation& v) const {
    const auto matter_before = [&](std::size_t place) {
      return before_.find_matter(after_.matters()[place].code);
    };
    const position_id p = follow_.before(v.position);
    const auto m = matter_before(v.matter);
    std::optional<std::size_t> other;
    if (v.other_matter) {
      other = matter_before(*v.other_matter);
      if (!other) return false;
    }
    return p != no_position && m && std::ranges::binary_search(known_, key(v, p, *m, other));
  }

 private:
  using identity = std::tuple<decision_rule, std::size_t, position_id, std::optional<std::size_t>>;
  static identity key(const decision_violation& v, position_id p, std::size_t matter,
                      std::optional<std::size_t> other) {
    return {v.rule, matter, p, other};
  }

  const organisation& before_;
  const organisation& after_;
  position_follower follow_;
  std::vector<identity> known_;
};

void add_finding(const organisation& org, const decision_violation& v, std::string action,
                 finding_list& findings) {
  const severity level = v.rule == decision_rule::initials ? severity::warning : severity::error;
  if (!findings.wants(to_string(v.rule), level)) return;
  findings.add(to_string(v.rule), level, org.code(v.position), in_words(org, v), std::move(action));
}

}  // namespace pangkas::detail

namespace pangkas::inline v0_1 {

void check_decisions(const organisation& org, const decision_options& options,
                     finding_list& findings) {
  visit_violations(org, options, [&](const decision_violation& v) {
    detail::add_finding(org, v, "listed, not mended", findings);
  });
}

void check_decisions(const organisation& before, const organisation& after,
                     const decision_options& options, finding_list& findings) {
  const detail::known_violations known(before, after, options);
  visit_violations_after(before, after, options, [&](const decision_violation& v) {
    detail::add_finding(after, v,
                        known.contains(v) ? "left as it is; it was so before"
                                          : "left as it is; it was not so before",
                        findings);
  });
}

}  // namespace pangkas
