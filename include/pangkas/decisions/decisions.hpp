// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief All decision paths of all matters at once: lengths, traffic and load.
#pragma once

#include <pangkas/core/organisation.hpp>
#include <pangkas/decisions/decision_options.hpp>
#include <pangkas/decisions/default_matter.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief The paths of one matter. All but the counts of originators are weighted by volume.
struct matter_summary {
  std::size_t matter = 0;       ///< place in organisation::matters()
  std::size_t originators = 0;  ///< who raise it
  std::size_t undecidable = 0;  ///< originators for whom nobody decides it
  double volume = 0;            ///< matters a year, decidable or not
  double undecidable_volume = 0;

  /// @name Hand-offs; the denominator of the means is the decidable volume
  /// @{
  std::optional<double> mean_hand_offs{};  ///< command steps alone
  std::optional<std::size_t> p50{};
  std::optional<std::size_t> p90{};
  std::optional<std::size_t> max{};
  std::optional<double> mean_hand_offs_with_roles{};
  std::optional<double> mean_hand_offs_with_coordination{};
  /// @}

  std::optional<double> elapsed_hours{};  ///< mean; absent if a step costs neither work nor waiting
  std::optional<double>
      within_limit{};  ///< share decided in time; absent without a limit, or times
  std::optional<double> wrong_refusal{};   ///< of good proposals; absent without pass_good
  std::optional<double> wrong_approval{};  ///< of bad proposals; absent without pass_bad
  std::size_t handlers = 0;                ///< positions that make a step other than the first
  /// Radner's bound for as many items as originators and as many officials as handlers, in units of
  /// the work of one step; absent without either.
  std::optional<std::uint64_t> least_delay{};

  friend bool operator==(const matter_summary&, const matter_summary&) = default;
};

/// @brief Where decisions end.
struct rank_share {
  std::string rank{};  ///< of the deciding post, as declared; empty: none
  double volume = 0;
  double share = 0;  ///< of the decided volume

  friend bool operator==(const rank_share&, const rank_share&) = default;
};

/// @brief One of the longest paths.
struct long_path {
  std::size_t matter = 0;
  position_id originator = no_position;
  std::uint64_t hand_offs = 0;
  std::uint64_t hand_offs_with_roles = 0;
  std::uint64_t hand_offs_with_coordination = 0;

  friend bool operator==(const long_path&, const long_path&) = default;
};

/// @brief Load in full-time posts: minutes a year / (working minutes × seats). No seats count as one.
[[nodiscard]] double full_time_posts(const organisation& org, position_id p, double minutes,
                                     const decision_options& options);

/// @brief What decisions() finds.
struct decision_report {
  /// Over all matters; undecidable counts pairs of matter and originator.
  decision_summary all{};
  double undecidable_volume = 0;          ///< matters a year that nobody decides
  std::vector<matter_summary> matters{};  ///< in the order of organisation::matters()
  std::vector<rank_share> decided_by{};   ///< from the largest share
  by_position<double> traffic{};          ///< matters a year, by position
  by_position<double> pass_through{};     ///< of them neither drafted nor decided, by position
  /// Matters a year that come to a post and go on to the next above it, by post: what becomes
  /// shorter if the post is converted.
  by_position<double> reviewed{};
  by_position<double> load{};         ///< minutes a year, by position; empty: no matter says any
  std::optional<double> load_gini{};  ///< over the placed positions; absent without load
  std::optional<position_id> most_loaded{};  ///< in full-time posts; absent without load
  std::vector<long_path> longest{};          ///< ten, the longest with coordination first
  std::vector<position_id> busiest{};        ///< ten, by pass-through traffic; none without any

  friend bool operator==(const decision_report&, const decision_report&) = default;
};

/// @brief The Gini coefficient: 0 if all have the same, towards 1 if one has all.
/// @param values  Not negative, in any order.
/// @param zeros   How many more there are that are 0.
/// @return        Absent if there are none or all are 0.
/// @complexity    O(n log n).
/// @source        C. Gini, "Variabilità e mutabilità" (1912): mean absolute
///                difference / (2 · mean).
[[nodiscard]] std::optional<double> gini(std::vector<double> values, std::size_t zeros = 0);

/// @brief Follows every matter of every originator.
///
/// @param org      The organisation with its matters; without any the report is empty, and
///                 decision_paths() gives the default matter.
/// @param options  The day that is asked about, and which flag marks an absent holder.
/// @unit           hand-offs (steps − 1); matters a year; minutes a year
/// @complexity     O(M · (managers + originators) + P) for M matters and P positions, whatever the
///                 depth; what side steps take where there are role and coordination lines; O(P log
///                 P) for the Gini coefficient of the load.
[[nodiscard]] decision_report decisions(const organisation& org,
                                        const decision_options& options = {});

/// @brief Follows every matter after a change for those who raised it before.
///
/// A condition such as "all below the division" may meet others afterwards, or nobody, because the
/// division is gone. Before and after are comparable only for the same originators.
///
/// @param before   The organisation before the change.
/// @param after    The organisation after it, with the matters that are followed.
/// @param options  As for decisions().
/// @complexity     As decisions().
[[nodiscard]] decision_report decisions_after(const organisation& before, const organisation& after,
                                              const decision_options& options = {});

}  // namespace pangkas
