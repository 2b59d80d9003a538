// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief What a simplification did to integrity: breaches that it brought, what caused each, and the
/// cheapest repair.
#pragma once

#include <pangkas/core/organisation.hpp>
#include <pangkas/integrity/duties.hpp>
#include <pangkas/integrity/integrity.hpp>
#include <pangkas/integrity/integrity_rules.hpp>
#include <pangkas/simplify/policy.hpp>
#include <pangkas/simplify/simplify.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief How a breach is taken away.
enum class repair_kind : std::uint8_t {
  move_duty,    ///< a duty goes to another position
  third_check,  ///< somebody else must check each case
  keep_posts    ///< posts are not converted
};

namespace detail {
inline constexpr std::array<std::string_view, 3> repair_kind_names{"move_duty", "third_check",
                                                                   "keep_posts"};
}

/// @brief "move_duty", "third_check" or "keep_posts".
constexpr std::string_view to_string(repair_kind kind) {
  return detail::repair_kind_names[static_cast<std::size_t>(kind)];
}

/// @brief A repair that was played: with it the breach is gone, and no other came.
struct integrity_repair {
  repair_kind kind = repair_kind::move_duty;
  std::vector<row_index> rows{};      ///< posts that are kept; who gets the duty; who checks
  row_index from = no_row;            ///< whose duty it was
  std::uint32_t duty = none_of_them;  ///< place in integrity_report::duties
  double hand_offs = 0;               ///< a year more than without it, by command steps alone

  friend bool operator==(const integrity_repair&, const integrity_repair&) = default;
};

/// @brief A breach that a simplification brought.
struct brought_breach {
  std::size_t place = 0;                   ///< in integrity_report::breaches afterwards
  std::vector<std::uint32_t> caused_by{};  ///< places in ledger::entries
  /// The cheapest that was found; absent where none of those tried takes the breach away, or where
  /// none was looked for.
  std::optional<integrity_repair> repair{};
};

/// @brief What integrity_change_of() finds.
struct integrity_change {
  integrity_tables tables_after{};
  integrity_report before{};
  integrity_report after{};
  std::size_t gone = 0;  ///< breaches before that are none afterwards
  std::size_t kept = 0;
  std::vector<brought_breach> brought{};  ///< the new ones, in their order
};

/// @brief How far repairs are looked for.
struct repair_limits {
  std::size_t groups = 20;     ///< of breaches that one cause brought, each repaired together
  std::size_t candidates = 8;  ///< positions that are tried for a duty or a check
};

/// @brief The duties after a simplification, and who holds what.
///
/// A duty that goes with the headship (see duty::moves) goes from a converted post to its nearest
/// kept superior; any other, and every holder, stays with the post. All duties of a post that a
/// scenario ended go to who took over, its holders to who took its seats.
/// @complexity O(D + E) for D duties and E entries of the ledger.
[[nodiscard]] integrity_tables tables_after(const simplification& result,
                                            const integrity_tables& tables,
                                            const integrity_rules& rules);

/// @brief Tests integrity on both sides of a simplification, and says what became of it.
///
/// Causes are the entries of the ledger about the posts that a breach hangs on: those whose duties
/// came together, and those that the path of its case went through before. A repair is looked for
/// among duties that move elsewhere, a check by a third, and posts that are kept; each is played,
/// and the one with the fewest hand-offs a year that takes away all breaches of its cause, and
/// brings none, stands.
///
/// @param before   The organisation before.
/// @param played   The policy that was played; nullptr: no post can be kept.
/// @param result   What simplify() made of it.
/// @param tables   Duties and holders before.
/// @param rules    The rules of integrity.
/// @param options  As for integrity(); @ref integrity_options::raised_in is set here.
/// @param limits   How far repairs are looked for.
/// @complexity     That of integrity() on both sides, and once more for each repair that is tried.
[[nodiscard]] integrity_change integrity_change_of(const organisation& before, const policy* played,
                                                   const simplification& result,
                                                   const integrity_tables& tables,
                                                   const integrity_rules& rules,
                                                   const integrity_options& options = {},
                                                   const repair_limits& limits = {});

/// @brief A repair in words.
[[nodiscard]] std::string in_words(const organisation& org, const integrity_report& report,
                                   const integrity_repair& repair);

}  // namespace pangkas
