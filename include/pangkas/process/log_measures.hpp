// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Measures of an event log: hand-overs, variants, rework, times.
#pragma once

#include <pangkas/graph/line_network.hpp>
#include <pangkas/process/event_log.hpp>

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

/// @brief Figures of values that are spread: the mean alone hides that one more hand-over may take
/// the median from minutes to days. Percentiles are by nearest rank.
struct spread {
  std::size_t count = 0;
  double mean = 0;
  double median = 0;
  double p90 = 0;
  double max = 0;

  friend bool operator==(const spread&, const spread&) = default;
};

/// @brief The spread of some values.
/// @param values  In any order.
/// @return        Absent if there are none.
/// @complexity    O(n log n).
[[nodiscard]] std::optional<spread> spread_of(std::vector<double> values);

/// @brief How often an activity begins or ends a case, occurs, and occurs again in the same case.
struct activity_figures {
  std::size_t events = 0;
  std::size_t begins = 0;        ///< cases
  std::size_t ends = 0;          ///< cases
  std::size_t rework_cases = 0;  ///< cases in which it occurs twice or more
  std::size_t self_loops = 0;    ///< it follows itself directly

  friend bool operator==(const activity_figures&, const activity_figures&) = default;
};

/// @brief Cases of the same activities in the same order.
struct variant {
  std::uint32_t first_case = 0;  ///< place of the first of them
  std::size_t cases = 0;

  friend bool operator==(const variant&, const variant&) = default;
};

/// @brief What the stamps of a log are worth.
struct stamp_figures {
  std::size_t without_time = 0;
  std::size_t backward_cases = 0;  ///< whose stamps run backwards somewhere
  std::size_t tied_pairs = 0;      ///< consecutive events with the same stamp
  std::size_t whole_days = 0;      ///< events at midnight of their local time
  std::size_t weekend_events = 0;  ///< on Saturday or Sunday of their local time
  std::size_t office_events = 0;   ///< Monday to Friday from 8 to before 18 of their local time

  friend bool operator==(const stamp_figures&, const stamp_figures&) = default;
};

/// @brief What the stamps of a log are worth.
/// @complexity O(events).
[[nodiscard]] stamp_figures stamps_of(const event_log& log);

/// @brief What a log is, whoever did it.
struct log_summary {
  std::size_t cases = 0;
  std::size_t events = 0;
  std::size_t activities = 0;       ///< distinct
  std::vector<variant> variants{};  ///< from the most frequent, then by their first case
  std::size_t one_event_cases = 0;
  std::size_t self_loops = 0;  ///< pairs of consecutive events of the same activity
  std::size_t self_loop_cases = 0;
  std::size_t rework_cases = 0;                 ///< in which some activity occurs twice or more
  std::size_t rework_events = 0;                ///< events less distinct activities, over the cases
  std::vector<activity_figures> by_activity{};  ///< by place in event_log::activities

  stamp_figures stamps{};

  /// Latest less earliest stamp of a case. @unit days of 24 hours
  std::optional<spread> cycle_days{};
  std::size_t zero_cycles = 0;  ///< cases that take no time at all
  micros first = no_instant;    ///< the earliest stamp
  micros last = no_instant;
  /// @name Between the first stamps of cases
  /// @{
  std::optional<double> interarrival_hours{};  ///< mean, clock hours
  std::optional<double> interarrival_cv{};     ///< sample standard deviation / mean
  /// @}

  friend bool operator==(const log_summary&, const log_summary&) = default;
};

/// @brief What a log is, whoever did it.
/// @complexity O(events + cases log cases).
[[nodiscard]] log_summary summary_of(const event_log& log);

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

/// @brief How long the cases of one matter took.
struct cycle_distribution {
  std::uint32_t matter = no_entry;  ///< place among the names of event_log::matters; no_entry: all
  std::size_t cases = 0;            ///< with stamps
  /// From 5 to 95 % in steps of 5, by nearest rank. @unit days of 24 hours
  std::array<double, 19> quantiles{};

  friend bool operator==(const cycle_distribution&, const cycle_distribution&) = default;
};

/// @brief How long cases took from their earliest to their latest stamp: all of them, then, where
/// the log tells matters, those of each matter in the order of the names.
/// @return      Nothing of a matter without any stamp.
/// @complexity  O(events + cases log cases).
[[nodiscard]] std::vector<cycle_distribution> cycle_distributions(const event_log& log);

/// @brief When a step began, told from completion stamps alone: at the later of the case's step
/// before and the performer's step before, in any case.
///
/// That takes for granted that one does one matter at a time, first come first served, and knew of
/// it. So work is an upper bound (nights and other work are in it), waiting a lower one, and neither
/// holds where many act under one name. Steps that are entered together give no work at all.
struct step_times {
  std::vector<std::uint32_t>
      events{};                   ///< those of which it can be told, as the performer did them
  std::vector<micros> work{};     ///< end less start
  std::vector<micros> waiting{};  ///< start less the step before in the case
};

/// @brief The times of steps; by their start stamps where there are any.
/// @param log         The log.
/// @param performers  Who works one matter at a time: the resources.
/// @complexity O(events log events).
[[nodiscard]] step_times step_times_of(const event_log& log, const event_column& performers);

}  // namespace pangkas
