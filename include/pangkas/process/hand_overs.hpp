// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Hand-overs of an event log: who gives work to whom, who works with whom, who works alike.
#pragma once

#include <pangkas/graph/line_network.hpp>
#include <pangkas/process/event_log.hpp>
#include <pangkas/process/log_measures.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief What becomes of an event whose performer is not known. The three give different numbers,
/// of which none is wrong, so each result names the one that it took.
enum class missing_performer : std::uint8_t {
  value,       ///< nobody is a performer of its own
  left_out,    ///< such events are left out first: the path of those who are known
  pairs_known  ///< only pairs of events count of which both performers are known
};

namespace detail {
inline constexpr std::array<std::string_view, 3> missing_performer_names{"value", "left_out",
                                                                         "pairs_known"};
}

/// @brief "value", "left_out" or "pairs_known".
constexpr std::string_view to_string(missing_performer how) {
  return detail::missing_performer_names[static_cast<std::size_t>(how)];
}

/// @brief Which activity leads to which, told by the log itself: a to b where b directly follows a
/// somewhere and a never directly follows b. Activities that occur in either order stand side by
/// side, and a hand-over between them is chance.
/// @source W. van der Aalst, A. Weijters, L. Maruster, "Workflow Mining: Discovering Process Models
///         from Event Logs", IEEE TKDE 16 (2004): the causal relation of the α-algorithm.
class activity_order {
 public:
  /// @param log         The log.
  /// @param performers  Whose steps are looked at, as by the measure that it is for.
  /// @param missing     What an event without a performer counts as.
  /// @complexity O(events), and O(pairs log pairs) for those that occur.
  activity_order(const event_log& log, const event_column& performers, missing_performer missing);
  /// @brief Whether one activity leads to the other, by their places in event_log::activities.
  [[nodiscard]] bool leads(std::uint32_t from, std::uint32_t to) const;

 private:
  std::vector<std::uint64_t> follows_;  // pairs, sorted
};

/// @brief How often work goes from one performer to another, or two have something in common.
struct performer_pair {
  std::uint32_t from = 0;  ///< place among the names; their number stands for nobody
  std::uint32_t to = 0;
  std::size_t count = 0;  ///< in all
  std::size_t cases = 0;  ///< in which it occurs

  friend bool operator==(const performer_pair&, const performer_pair&) = default;
};

/// @brief Pairs of consecutive events by their performers, those of one performer with itself too,
/// by from, then to.
/// @param log         The log.
/// @param performers  Of the log, or of its positions.
/// @param missing     What an event without a performer counts as.
/// @param order       If it is not null, only pairs count of which one activity leads to the other.
/// @source W. van der Aalst, H. Reijers, M. Song, "Discovering Social Networks from Event Logs",
///         CSCW 14 (2005): handover of work, direct; with an order, by causality.
/// @complexity O(events), and O(p²) memory up to 2,048 performers; a sort of the pairs beyond.
[[nodiscard]] std::vector<performer_pair> hand_overs(const event_log& log,
                                                     const event_column& performers,
                                                     missing_performer missing,
                                                     const activity_order* order = nullptr);

/// @brief Work that goes to another and comes straight back: every three consecutive events a, b, a
/// with b other than a, as the pair a → b.
/// @source The same, depth 2. pm4py (2.7.23) counts the first three of each performer alone, and
///         a, a, a as well; it gives other numbers.
[[nodiscard]] std::vector<performer_pair> subcontracting(const event_log& log,
                                                         const event_column& performers,
                                                         missing_performer missing);

/// @brief Performers with a common case, each pair once, from < to; count is the number of cases.
/// @return Absent if there are over @p most pairs to go through.
/// @complexity O(sum over the cases of the square of their performers).
[[nodiscard]] std::optional<std::vector<performer_pair>> working_together(
    const event_log& log, const event_column& performers, missing_performer missing,
    std::size_t most = 200'000'000);

/// @brief A hand-over network that fades with distance: what the n-th next event counts for a
/// hand-over is β^(n−1), and all is divided by what there could be.
/// @param log         The log.
/// @param performers  Of the log, or of its positions.
/// @param missing     What an event without a performer counts as.
/// @param beta        From 0 (direct hand-overs alone) to below 1.
/// @param order       If it is not null, only pairs count of which one activity leads to the other.
/// @param once        Whether a pair counts once for each case and distance; the divisor is then the
///                    sum over cases and n of β^(n−1).
/// @return      One weight for each pair of performers, themselves too, from a × size + b; size is
///              the number of names and one for nobody.
/// @throws structure_error for more than 2,048 performers, or a β that is none.
/// @source      The same; the divisor is the sum over cases and n of β^(n−1)(|c|−n).
/// @complexity  O(sum over the cases of events × depth until β^n < 10⁻¹²).
[[nodiscard]] std::vector<double> fading_hand_overs(const event_log& log,
                                                    const event_column& performers,
                                                    missing_performer missing, double beta,
                                                    const activity_order* order = nullptr,
                                                    bool once = false);

/// @brief Who does the same work as whom: how the numbers of steps by activity of two performers
/// correlate (Pearson). 1 is the same mix; 0 stands too for one who does all activities alike often.
/// @return      One correlation for each pair of names, from a × size + b; 0 for a name that nothing
///              is by, and 1 on the diagonal else.
/// @throws structure_error for more than 2,048 performers.
/// @source      The same: joint activities.
/// @complexity  O(events + p² × activities).
[[nodiscard]] std::vector<double> joint_activities(const event_log& log,
                                                   const event_column& performers);

/// @brief A network of performers, on which every measure of graphs runs, ours and Boost's: lines
/// from giver to receiver with the count as weight.
/// @param pairs  Of performers.
/// @param size   Number of performers, nobody counted if it is one.
/// @param both   Each pair is a line both ways, as working together is.
[[nodiscard]] line_network network_of(const std::vector<performer_pair>& pairs, std::size_t size,
                                      bool both = false);

/// @brief Hand-overs at one level.
struct hand_over_figures {
  missing_performer missing = missing_performer::left_out;
  std::size_t performers = 0;     ///< distinct, nobody apart
  std::size_t without = 0;        ///< events without one
  std::size_t pairs = 0;          ///< of consecutive events that were looked at
  std::size_t same = 0;           ///< of them with the same performer
  std::size_t total = 0;          ///< of them hand-overs
  std::size_t causal = 0;         ///< of those by whose activities one leads to the other
  std::size_t arcs = 0;           ///< distinct hand-overs from one performer to another
  spread of_case{};               ///< hand-overs of a case
  std::size_t cases_without = 0;  ///< cases without a hand-over
  double performers_of_case = 0;  ///< mean number of distinct ones
  std::size_t subcontracting = 0;
  std::size_t subcontracting_cases = 0;
  std::size_t subcontracting_arcs = 0;
  std::size_t repeats = 0;                    ///< the same activity again, by the same performer
  std::size_t redone = 0;                     ///< the same activity again, by another
  std::size_t returns = 0;                    ///< steps to a performer that had left the case
  std::size_t return_cases = 0;               ///< cases with such a step
  std::optional<spread> gap_hours_at{};       ///< between the events of a hand-over
  std::optional<spread> gap_hours_without{};  ///< between events without one

  friend bool operator==(const hand_over_figures&, const hand_over_figures&) = default;
};

/// @brief Hand-overs at one level.
/// @complexity O(events log events).
[[nodiscard]] hand_over_figures hand_over_figures_of(const event_log& log,
                                                     const event_column& performers,
                                                     missing_performer missing);

/// @brief One case.
struct case_figures {
  std::size_t events = 0;
  std::size_t hand_overs = 0;
  std::optional<double> cycle_days{};  ///< latest less earliest stamp
  micros first = no_instant;           ///< the earliest stamp
  std::int16_t offset = 0;             ///< of the local time of the first event. @unit minutes

  friend bool operator==(const case_figures&, const case_figures&) = default;
};

/// @brief A table per case.
/// @complexity O(events).
[[nodiscard]] std::vector<case_figures> cases_of(const event_log& log,
                                                 const event_column& performers,
                                                 missing_performer missing);

}  // namespace pangkas
