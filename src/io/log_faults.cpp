// SPDX-License-Identifier: BSL-1.0
#include "log_faults.hpp"

#include <pangkas/core/impl/echo.hpp>
#include <pangkas/core/impl/words.hpp>
#include <pangkas/error.hpp>
#include <pangkas/process/log_measures.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

namespace pangkas::inline v0_1::detail {
namespace {

struct fault_words {
  std::string_view rule;
  severity level;
  std::string_view one;   ///< of one
  std::string_view many;  ///< of several, behind their number
  std::string_view action;
};

constexpr std::array<fault_words, log_faults_known> fault_texts{{
    {"bad-time", severity::error, "one event has a stamp that cannot be read",
     "events have a stamp that cannot be read",
     "kept without a time; stamps are read as ISO 8601 writes them, others as [reading] days says"},
    {"no-time", severity::warning, "one event has no stamp", "events have no stamp",
     "kept without a time"},
    {"no-offset", severity::warning, "one stamp says no offset from UTC",
     "stamps say no offset from UTC", "read as UTC; say under [reading] offset which it is"},
    {"no-case", severity::error, "one row names no case", "rows name no case", "left out"},
    {"no-activity", severity::warning, "one event names no activity", "events name no activity",
     "kept without one"},
    {"nameless-case", severity::warning, "one case has no name", "cases have no name",
     "called by their number"},
    {"repeated-case", severity::warning, "one case stands twice", "cases stand twice",
     "joined, the later events behind the earlier ones"},
    {"empty-case", severity::warning, "one case has no event", "cases have no event", "left out"},
    {"outside-case", severity::error, "one event stands in no case", "events stand in no case",
     "left out"},
    {"nested-attribute", severity::warning, "one attribute holds others", "attributes hold others",
     "the inner ones were passed over"},
    {"ragged-row", severity::warning, "one row has more or fewer cells than there are headings",
     "rows have more or fewer cells than there are headings", "missing cells were read as blank"},
    {"text-after-quote", severity::warning, "one row has text behind a closing quote",
     "rows have text behind a closing quote", "kept"},
    {"unknown-object", severity::error, "one event concerns an object that is not in the file",
     "relations lead to objects that are not in the file", "left out"},
    {"repeated-relation", severity::warning, "one relation stands twice", "relations stand twice",
     "kept once"},
    {"several-performers", severity::warning, "one event has several performers",
     "events have several performers",
     "the first was taken; name the qualifier of the one that counts (--qualifier)"},
    {"unknown-type", severity::warning, "one type has no table", "types have no table",
     "its events and objects were read without their times and attributes"},
}};

void add_finding(std::vector<finding>& findings, const std::string& file, std::string_view rule,
                 severity level, std::size_t count, std::string detail, std::string_view action) {
  finding f;
  f.rule = rule;
  f.level = level;
  f.file = file;
  f.detail = std::move(detail);
  f.action = action;
  f.stands_for = count;
  findings.push_back(std::move(f));
}

std::string number_of(std::size_t count, std::string_view one, std::string_view many) {
  return count == 1 ? std::string(one) : fmt::format("{} {}", count, many);
}

/// Words that logs write where nobody is known, or no person acts.
bool looks_like_nobody(std::string_view name) {
  constexpr std::array<std::string_view, 12> words_for_nobody{
      "empty", "undefined", "missing", "unknown", "none",   "null",
      "n/a",   "nan",       "system",  "sistem",  "kosong", "tidakdiketahui"};
  return std::ranges::find(words_for_nobody, fold(name)) != words_for_nobody.end();
}

/// What a resource does that is nobody, nobody does: its role and group are nobody's either.
void forget_nobody(event_log& log, const std::vector<std::string>& nobody) {
  if (nobody.empty()) return;
  const event_column before = log.resources;
  forget_names(log.resources, nobody);
  for (event_column* column : {&log.roles, &log.groups}) {
    forget_names(*column, nobody);
    if (column->empty()) continue;
    for (std::size_t e = 0; e < log.size(); ++e)
      if (before[e] != log.resources[e]) column->entries[e] = no_entry;
  }
}

}  // namespace

void log_faults::add(const log_faults& later) {
  for (std::size_t i = 0; i < kinds_.size(); ++i) {
    if (kinds_[i].count == 0) {
      kinds_[i] = later.kinds_[i];
    } else {
      kinds_[i].count += later.kinds_[i].count;
    }
  }
}

void log_faults::report(const std::string& file, const log_mapping& mapping,
                        std::vector<finding>& findings) const {
  for (std::size_t i = 0; i < kinds_.size(); ++i) {
    const of_kind& of = kinds_[i];
    if (of.count == 0) continue;
    std::string detail = number_of(of.count, fault_texts[i].one, fault_texts[i].many);
    if (!of.text.empty())
      detail += fmt::format(", {} \"{}\"", of.count == 1 ? "it is" : "the first is", echo(of.text));
    add_finding(findings, file, fault_texts[i].rule, fault_texts[i].level, of.count,
                std::move(detail), fault_texts[i].action);
    if (of.row != 0) findings.back().row = of.row;
  }
  static_cast<void>(mapping);
}

void finish_log(event_log_builder&& events, const log_faults& faults, const std::string& file,
                const log_mapping& mapping, log_read& result) {
  if (events.size() == 0)
    throw input_error(fmt::format("{} has no events; an event log has at least one", file), file);
  faults.report(file, mapping, result.findings);
  event_log& log = result.log;
  log = std::move(events).build(&result.lifecycle);
  const auto tell = [&](std::string_view rule, severity level, std::size_t count,
                        std::string_view one, std::string_view many, std::string_view action) {
    if (count != 0)
      add_finding(result.findings, file, rule, level, count, number_of(count, one, many), action);
  };
  tell("no-step", severity::warning, result.lifecycle.other,
       "one event is no step (scheduled, assigned, suspended, skipped …)",
       "events are no steps (scheduled, assigned, suspended, skipped …)", "left out");
  tell("open-start", severity::warning, result.lifecycle.unpaired, "one start is never completed",
       "starts are never completed", "left out");
  const std::pair<const char*, event_column*> levels[] = {
      {"resource", &log.resources}, {"role", &log.roles}, {"group", &log.groups}};
  forget_nobody(log, mapping.nobody);
  std::string names;
  std::size_t doubtful = 0;
  for (const auto& [level, column] : levels) {
    std::vector<std::size_t> uses(column->names.size(), 0);
    for (const std::uint32_t entry : column->entries)
      if (entry != no_entry) ++uses[entry];
    for (std::size_t name = 0; name < uses.size(); ++name) {
      if (uses[name] == 0 || !looks_like_nobody(column->names[name])) continue;
      doubtful += uses[name];
      names +=
          fmt::format("{}{} \"{}\"", names.empty() ? "" : ", ", level, echo(column->names[name]));
    }
    const auto without = static_cast<std::size_t>(std::ranges::count(column->entries, no_entry));
    if (column == &log.resources || without != 0)
      tell("no-performer", severity::warning, column->empty() ? log.size() : without,
           fmt::format("one of {} events has no {}", log.size(), level),
           fmt::format("of {} events have no {}", log.size(), level),
           "counted as --missing says; each result tells how");
  }
  if (doubtful != 0)
    add_finding(result.findings, file, "looks-like-nobody", severity::warning, doubtful,
                fmt::format("{} in {}", names, how_many(doubtful, "event")),
                "counted as a performer; say that it is nobody under [reading] nobody, or with "
                "--nobody");
  const stamp_figures stamps = stamps_of(log);
  tell("backward-time", severity::warning, stamps.backward_cases,
       "the stamps of one case run backwards somewhere",
       "cases have stamps that run backwards somewhere", "the order of the file stands");
  tell("equal-times", severity::warning, stamps.tied_pairs, "one pair of steps has the same stamp",
       "pairs of steps, one behind the other, have the same stamp",
       "the order of the file stands; no time passes between them");
  tell("whole-days", severity::warning, stamps.whole_days, "one stamp is midnight",
       "stamps are midnight, so probably days and no times", "read as they are");
}

}  // namespace pangkas::detail
