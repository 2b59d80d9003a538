// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Optimal delegation as people ask for it: which rights to pass on, to whom, and what decisions
/// gain if no post is taken out at all.
#pragma once

#include <pangkas/core/condition.hpp>
#include <pangkas/core/organisation.hpp>
#include <pangkas/core/position.hpp>
#include <pangkas/decisions/decision_options.hpp>
#include <pangkas/study/play.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief What may be delegated, and what it must be worth.
struct delegation_request {
  std::vector<std::size_t> matters{};  ///< places in organisation::matters(); none: all
  /// The lowest rank of a receiver: a name, alias or group of the rank scheme; empty: any, or none.
  std::string rank_floor{};
  condition receivers{};              ///< who may receive one
  std::optional<double> amount{};     ///< matters of a greater amount are left where they are
  bool strategic = false;             ///< whether strategic matters may be delegated
  double price = 0;                   ///< hand-offs a year that each delegation must save, and more
  std::optional<std::size_t> most{};  ///< delegations in all
  std::optional<std::size_t> most_of_matter{};  ///< receivers of one matter
  /// Minutes a year of delegated decisions for each seat of a receiver; a post without seats has one.
  std::optional<double> minutes{};
  std::size_t most_entries = 60'000'000;  ///< see delegation_limits
  decision_options decisions{};           ///< how decisions are followed
};

/// @brief What it takes to pass a right on, by where the right comes from.
/// @source Law 30/2014 on government administration, Arts. 12–14.
enum class legal_form : std::uint8_t {
  amend_the_law,     ///< an attribution: the law gave it to that post, and must let it be passed on
  regulation,        ///< a delegation: passed on again by a rule that allows it
  letter_of_mandate  ///< a mandate: a letter of the official who remains responsible
};

namespace detail {
inline constexpr std::array<std::string_view, 3> legal_form_names{"amend-the-law", "regulation",
                                                                  "letter-of-mandate"};
}
/// @brief "amend-the-law", "regulation" or "letter-of-mandate".
constexpr std::string_view to_string(legal_form form) {
  return detail::legal_form_names[static_cast<std::size_t>(form)];
}

/// @brief One right that is passed on. The figures are those of the paths as they are with all
/// delegations of the answer.
struct delegation {
  std::size_t matter = 0;          ///< place in organisation::matters()
  position_id from = no_position;  ///< the post that decides now
  position_id to = no_position;
  std::size_t by = 0;               ///< place in organisation::authorities() of what is passed on
  double volume = 0;                ///< matters a year that the receiver then decides
  double hand_offs = 0;             ///< saved a year, with role steps
  std::optional<double> hours{};    ///< of work and waiting saved a year; absent where nobody says
  double checks = 0;                ///< independent checks a year that fall away
  std::uint32_t fewest_checks = 0;  ///< that are left on a path to the receiver
  double minutes = 0;               ///< of deciding a year that fall to the receiver
  legal_form form = legal_form::amend_the_law;

  friend bool operator==(const delegation&, const delegation&) = default;
};

/// @brief A right held needlessly high: all who raise the matter and are decided for by its holder stand
/// below one post that could decide as well. To move the right is one delegation, and one holder less.
struct high_right {
  std::size_t matter = 0;
  position_id from = no_position;  ///< who decides now
  position_id to = no_position;    ///< the lowest post above all of them that may receive it
  std::size_t by = 0;              ///< place in organisation::authorities()
  std::size_t originators = 0;
  double volume = 0;     ///< matters a year
  double hand_offs = 0;  ///< that would be saved a year

  friend bool operator==(const high_right&, const high_right&) = default;
};

/// @brief Which delegations shorten decisions most.
struct delegation_answer {
  std::vector<delegation> delegations{};  ///< what saves most first
  std::vector<high_right> high{};         ///< what would save most first
  double volume = 0;                      ///< decided matters a year that were asked about
  double hand_offs_before = 0;            ///< a year, with role steps
  double hand_offs = 0;                   ///< saved a year, with role steps
  /// No delegations within what was asked are worth more: hand-offs saved less prices.
  double bound = 0;
  double worth = 0;   ///< hand-offs saved less prices
  bool exact = true;  ///< whether the worth is the bound
  /// Hand-offs that the search counted on; other than @ref hand_offs only where a row of a scheme meets
  /// others than the one that was passed on.
  double expected = 0;
  std::size_t receivers = 0;  ///< pairs of a matter and a post that might have received it
};

/// @brief Looks for the delegations that save most hand-offs, the price of each taken off.
///
/// A delegation is a row of its own for one matter: the receiver may decide what the giver may, up to
/// the amount of the matter, with the same concurrence, for the same days. It stands beside the right it
/// comes from. Who raises the matter is then decided for by the nearest of all who may.
///
/// Nobody receives one whose post is without its holder, who is not below the giver, or to whom the right
/// may not be passed on; nor anybody to whom somebody who raises the matter stands so close that fewer
/// independent checks would be left than the matter needs, or than it passes today, if that is fewer. Who
/// is too close to a post is too close to all below it, so that this is a condition of the receiver alone.
///
/// Without a load the answer is exact (but see delegation_choice::exact). With one, matters are solved
/// apart; who is overloaded gives up what gains least for its minutes, exactly among what it was to
/// receive, and the matters are solved again without it, until nobody is. The bound is that without load.
///
/// @throws rule_error if the rank scheme does not have the rank; input_error if a number is below 0 or
///         if there are too many receivers one above another.
/// @complexity As decisions(), and O(receivers · receivers above each); where a scheme says more of a
///             matter than who is above whom, a walk for each originator and each post above it.
[[nodiscard]] delegation_answer best_delegations(const organisation& org,
                                                 const delegation_request& asked = {});

/// @brief The organisation with delegations given: their rows stand before all other authorities, or
/// before the row they come from, where that says for whom it holds.
/// @complexity O(P + authorities).
[[nodiscard]] organisation with_delegations(const organisation& org,
                                            const std::vector<delegation>& given);

/// @brief Plays delegations as play() does a policy: both sides are measured, and the decisions held to
/// their rules. No post changes, so that the ledger is empty.
/// @complexity That of with_delegations() and measure_sides().
[[nodiscard]] played play(const organisation& before, const std::vector<delegation>& given,
                          const decision_options& options = {},
                          const simplify_options& limits = {});

/// @brief What most 0, 1, … delegations save at best, hand-offs a year; prices do not count.
/// @param org    The organisation.
/// @param asked  What is asked; its number and price do not count.
/// @param most   The last number asked about; it ends before where more save nothing.
/// @throws As best_delegations(); input_error if a load is asked for, or if the tables would be too large.
[[nodiscard]] std::vector<double> delegation_savings(const organisation& org,
                                                     const delegation_request& asked,
                                                     std::size_t most);

}  // namespace pangkas
