// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Integrity as a property of structure: breaches of separation of duties, and how many hands
/// a case needs.
#pragma once

#include <pangkas/core/finding.hpp>
#include <pangkas/core/organisation.hpp>
#include <pangkas/decisions/decision_options.hpp>
#include <pangkas/decisions/length_histogram.hpp>
#include <pangkas/integrity/duties.hpp>
#include <pangkas/integrity/integrity_rules.hpp>

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief What kind of rule is broken.
enum class breach_kind : std::uint8_t {
  static_duties,   ///< a hand is assigned duties that must be apart
  dynamic_duties,  ///< a hand does them in one case
  four_eyes,       ///< too few independent checks
  relation,        ///< power over somebody related
  overstay,        ///< too long in a sensitive post
  audit,           ///< who audits reports to who is audited
  collusion        ///< too few hands carry a case to its end
};

namespace detail {
inline constexpr std::array<std::string_view, 7> breach_kind_names{
    "static", "dynamic", "four_eyes", "relation", "overstay", "audit", "collusion"};
}

/// @brief "static", "dynamic", "four_eyes", "relation", "overstay", "audit" or "collusion".
constexpr std::string_view to_string(breach_kind kind) {
  return detail::breach_kind_names[static_cast<std::size_t>(kind)];
}

/// @brief In numbers of processes, hands and duties: none.
inline constexpr std::uint32_t none_of_them = std::numeric_limits<std::uint32_t>::max();

/// @brief One breach.
struct breach {
  breach_kind kind = breach_kind::static_duties;
  bool inherited = false;                ///< of a superior, who may do what those below may
  std::uint32_t rule = 0;                ///< place in integrity_report::rules
  std::uint32_t process = none_of_them;  ///< place in integrity_report::processes
  std::uint32_t hand = none_of_them;     ///< who has it all; see integrity_tables
  std::uint32_t unit = none_of_them;     ///< entry of the unit that has it all
  /// The positions. Static: those whose duties come together; with inheritance the superior first.
  /// Dynamic and four eyes: who raises the case, then the posts of the hand, or the decider.
  /// Relation and audit: the way from who has the power to the other.
  std::vector<row_index> rows{};
  std::vector<std::uint32_t> duties{};  ///< places in integrity_report::duties
  std::uint32_t found = 0;              ///< checks or hands that there are
  std::uint32_t needed = 0;             ///< that there must be

  friend bool operator==(const breach&, const breach&) = default;
};

/// @brief Orders breaches by what makes one the same before and after a change: its rule, its
/// process and its hand or case, not the posts by which the hand comes to it.
[[nodiscard]] std::strong_ordering compare_breaches(const breach& a, const breach& b);

/// @brief A rule as breaches name it.
struct breach_rule {
  std::string id{};
  std::string reason{};
  std::string source{};
  breach_severity level = breach_severity::high;

  friend bool operator==(const breach_rule&, const breach_rule&) = default;
};

/// @brief How many hands carry a case of a process or matter to its end, past everybody who could
/// stop it.
struct collusion {
  std::uint32_t process = 0;  ///< place in integrity_report::processes
  std::size_t least = 0;      ///< fewer cannot
  std::size_t most = 0;       ///< these can; equal where the search was complete
  std::vector<std::uint32_t> hands{};
  row_index drafter = no_row;       ///< of the case that needs fewest; no_row without paths
  length_histogram distribution{};  ///< cases a year by the hands that they need; of matters alone

  friend bool operator==(const collusion&, const collusion&) = default;
};

/// @brief What integrity() finds.
struct integrity_report {
  std::vector<std::string> processes{};  ///< the matters, then the other processes
  std::vector<std::string> duties{};
  std::vector<breach_rule> rules{};
  std::vector<breach> breaches{};      ///< by kind and rule, see compare_breaches()
  std::vector<collusion> colluding{};  ///< by process; not those that nobody can carry to an end
  length_histogram distribution{};     ///< of all matters

  /// @name Concentration, by volume of decided matters
  /// @{
  double decided = 0;                          ///< matters a year
  double alone = 0;                            ///< of them those that one hand carries to their end
  double most_decided = 0;                     ///< by one hand
  std::uint32_t most_deciding = none_of_them;  ///< that hand
  /// @}

  bool is_day_known = false;        ///< without a day nobody stays too long
  std::vector<finding> findings{};  ///< what of the tables and rules does not fit together
};

/// @brief Choices of integrity().
struct integrity_options {
  decision_options decisions{};
  bool inherited = false;         ///< also what a superior could do in place of those below
  std::uint64_t steps = 100'000;  ///< of each search for fewest hands
  /// Whose conditions say who raises each matter; absent: those of the organisation itself. After a
  /// change it is the organisation before.
  const organisation* raised_in = nullptr;
  std::optional<std::string> only{};  ///< this matter or process alone
};

/// @brief Tests the rules on an organisation and what is known of its duties and holders.
///
/// What is asked of paths comes from the same paths that decisions() follows. The rules of counting
/// are in docs/background/integrity.md.
///
/// @param org      The organisation.
/// @param tables   Duties, holders and relations of it.
/// @param rules    Valid rules.
/// @param options  The day, and what is asked.
/// @return         The breaches, the fewest hands of each process, and how power is concentrated.
/// @throws rule_error as validate().
/// @complexity     O(P + D log D + B) for P positions, D duties and B breaches of their rules, and
///                 O(steps) for each path.
/// @source         Rules and definitions: ANSI INCITS 359-2004, 5.3.1 and 5.3.2; NIST SP 800-53,
///                 AC-5.
[[nodiscard]] integrity_report integrity(const organisation& org, const integrity_tables& tables,
                                         const integrity_rules& rules,
                                         const integrity_options& options = {});

}  // namespace pangkas
