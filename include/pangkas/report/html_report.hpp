// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief A report on an organisation, or on a simplification of it, as one page for people: a
/// single HTML file that needs no network.
#pragma once

#include <pangkas/core/finding.hpp>
#include <pangkas/core/organisation.hpp>
#include <pangkas/core/position.hpp>
#include <pangkas/decisions/decision_options.hpp>
#include <pangkas/io/output.hpp>
#include <pangkas/optimise/flattening_gain.hpp>
#include <pangkas/optimise/frontier.hpp>
#include <pangkas/report/evidence.hpp>
#include <pangkas/simplify/ledger.hpp>
#include <pangkas/simplify/policy.hpp>
#include <pangkas/study/measures.hpp>
#include <pangkas/study/scenario_study.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief The language of a page.
enum class report_language : std::uint8_t { indonesian, english };

namespace detail {
inline constexpr std::array<std::string_view, 2> report_language_names{"id", "en"};
}

/// @brief "id" or "en", as in BCP 47.
constexpr std::string_view to_string(report_language language) {
  return detail::report_language_names[static_cast<std::size_t>(language)];
}
/// @brief Reads what to_string(report_language) writes.
constexpr std::optional<report_language> parse_report_language(std::string_view text) {
  return detail::parse_enum<report_language>(detail::report_language_names, text);
}

/// @brief A simplification or a scenario by hand, as a report tells of it.
struct report_change {
  policy rules{};          ///< of a scenario its name, and the checks of the last policy in it
  std::string text{};      ///< of the policy or the scenario
  bool is_preset = false;  ///< whether the policy is one of this library's own
  organisation after{};  ///< of report_content::before; what a scenario adds stands behind its rows
  ledger changes{};
  std::vector<position_id> kept_tops{};  ///< before: selected, but nothing is above them
  std::size_t must_stay = 0;             ///< C of PSO%
  comparison found{};
};

/// @brief A further scenario of the same organisation.
struct report_alternative {
  report_change change{};
  decision_options options{};
  std::string integrity{};   ///< as report_content::integrity
  std::string simulation{};  ///< as report_content::simulation
};

/// @brief Scenarios side by side, as judge() leaves them.
struct report_study {
  /// The organisation as it is, then report_content::change, then each of report_content::others.
  std::vector<studied_scenario> scenarios{};
  std::vector<study_measure> judged{};
};

/// @brief The optimum at each span cap of a range, as a report tells of it.
struct report_frontier {
  flattening_objective objective = flattening_objective::hand_offs;
  std::size_t first = 0;
  std::size_t last = 0;
  flattening_frontier found{};
};

/// @brief All that a report tells.
struct report_content {
  std::string title{};  ///< of the page
  report_language language = report_language::indonesian;
  bool is_redacted = false;  ///< see report_json()
  evidence origin{};
  std::vector<finding> findings{};  ///< of the data
  organisation before{};
  measures measured{};                 ///< not used where there is a change
  std::optional<decided> decisions{};  ///< the same; absent without matters
  decision_options options{};
  bool orphans_are_roots = false;
  std::optional<report_change> change{};
  std::optional<report_frontier> frontier{};
  std::optional<report_study> study{};
  std::vector<report_alternative> others{};  ///< to which the page switches; with a study
  /// What to_json() of report/integrity.hpp gives; empty: no section of it. Redaction takes it out.
  std::string integrity{};
  std::string simulation{};  ///< the same of report/decision_times.hpp
  std::string log{};         ///< and of report/event_log.hpp
  /// What to_json() of report/delegation.hpp gives of the delegations, under "answer", and of both side
  /// by side, under "side_by_side". The section goes with redaction, as those above.
  std::string delegation{};
  std::string history{};  ///< the same of snapshots, by report/scenario_study.hpp

  /// @brief Adds what was played: the first is the change, further ones the others.
  /// @param what      What was played.
  /// @param followed  How decisions were followed.
  void add(report_change what, const decision_options& followed);
};

/// @brief Up to where a report lists one by one.
struct report_limits {
  /// Beyond it the positions with the most positions at and below them are drawn, and the others are
  /// counted at their nearest superior that is.
  std::size_t posts = 200'000;
  /// Of the others so many can be searched by code and title; where there are more, only by code.
  std::size_t titled = 300'000;
  std::size_t coded = 5'000'000;  ///< and of so many the first ones
  std::size_t paths = 20'000;     ///< beyond it the longest and a spread of others
  std::size_t entries = 200'000;
  /// Of all listed paths, with the posts they pass over; none has more than a tenth of them. Beyond it
  /// fewer paths are listed: first the longest of each matter, the matter with the most volume first,
  /// then the spread.
  std::size_t steps = 2'000'000;
  /// Bytes of what further scenarios add to the page; those beyond stand in the table of the study alone.
  std::size_t alternatives = 30'000'000;
};

/// @brief What a report shows.
struct report_extent {
  std::size_t shown = 0;  ///< positions drawn one by one
  std::size_t total = 0;  ///< positions that there are
  /// Who has so many positions at and below it, or more, is shown; absent: all are.
  std::optional<std::size_t> smallest_subtree{};
  std::size_t paths = 0;                    ///< decision paths that can be looked at
  std::size_t all_paths = 0;                ///< decision paths that there are
  std::optional<std::size_t> most_steps{};  ///< by which paths were left out; absent: by none
  std::size_t scenarios = 0;                ///< of a study, those between which the page switches
};

/// @brief The JSON of a report, as src/report/page/data.ts describes it.
struct report_document {
  std::string json{};  ///< fit to stand in a script element: it holds no `<`, `>` or `&`
  report_extent extent{};
};

/// @brief The JSON that the page shows.
///
/// Redaction takes out what tells who is who. Codes become P1, P2, … in the order of the positions,
/// units U1, …, matters M1, …, roles on lines R1, …; titles, classes, filled seats, costs, all free
/// texts of authorities, matters and findings, and the names of files go. A rank that the scheme
/// does not know, or whose scheme is none of this library's own, becomes a number. A rank, kind or
/// unit that fewer than three positions have before or after is withheld, as if none were declared;
/// a count below three of ranks and of what became of them is null. Of a policy that is no preset
/// the hash, the limits and the kind of roles stay. All figures are those of the organisation
/// itself. A title that the caller wrote stays: leave it out where it tells.
///
/// @throws structure_error if there is a change whose organisation has other rows, those that it adds
///         behind the others aside.
/// @complexity O(P) for P positions, and that of compare() for the paths.
[[nodiscard]] report_document report_json(const report_content& content,
                                          const report_limits& limits = {});

/// @brief A title for a page that nobody gave one: what the page is, and of whom.
///
/// That is the title or the unit of the only root, whichever is longer and so says more; where there
/// is no such text, or more than one root, the fallback. Redacted, nothing is said of whom.
///
/// @param content   The organisation, the language, whether there is a change and redaction.
/// @param fallback  As the name of the file; may be empty.
[[nodiscard]] std::string report_title(const report_content& content, std::string_view fallback);

/// @brief Whether the page was built into this library: that needs Node.js when it is compiled.
[[nodiscard]] bool has_report_page() noexcept;

/// @brief Writes the whole page.
/// @param document  Of report_json().
/// @param content   Of which it was made: the language and the title are in the head of the page.
/// @param sink      Takes the HTML piece by piece.
/// @throws error if the library has no page; it says how to get it.
/// @complexity O(bytes written).
void write_html_report(const report_document& document, const report_content& content,
                       const text_sink& sink);

/// @brief The same with another page than the library's own.
/// @param document  Of report_json().
/// @param content   Of which it was made.
/// @param page      HTML with exactly one `@@PANGKAS_DATA@@`, where the JSON goes; `@@LANG@@` and
///                  `@@TITLE@@` may stand before it.
/// @param sink      Takes the HTML piece by piece.
/// @throws error if the page has no place for the data, or more than one.
void write_html_report(const report_document& document, const report_content& content,
                       std::string_view page, const text_sink& sink);

}  // namespace pangkas
