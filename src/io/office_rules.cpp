// SPDX-License-Identifier: BSL-1.0
#include "toml_table.hpp"

#include <pangkas/core/position.hpp>
#include <pangkas/io/number.hpp>
#include <pangkas/io/office_rules.hpp>
#include <pangkas/simulate/working_calendar.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1 {
namespace {

using detail::toml_table;

constexpr std::array<std::string_view, 7> weekdays{"monday", "tuesday",  "wednesday", "thursday",
                                                   "friday", "saturday", "sunday"};

/// A time of the day as in 08:00, in ticks; 24:00 ends it.
std::optional<std::int64_t> time_of_day(std::string_view text) {
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  for (const std::size_t i : {0U, 1U, 3U, 4U})
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
  const int hour = 10 * (text[0] - '0') + (text[1] - '0');
  const int minute = 10 * (text[3] - '0') + (text[4] - '0');
  if (minute > 59 || hour > 24 || (hour == 24 && minute > 0)) return std::nullopt;
  return hour * ticks_per_hour + minute * ticks_per_minute;
}

/// Days, and spans of days as in 2026-03-20..2026-03-25, each by itself.
std::vector<std::string> days_of(const toml_table& table, std::string_view key,
                                 const std::vector<std::string>& given) {
  constexpr std::int64_t longest = 3660;
  std::vector<std::string> days;
  for (const std::string& text : given) {
    const std::size_t dots = text.find("..");
    const auto first = midnight_of(std::string_view(text).substr(0, dots));
    const auto last =
        dots == std::string::npos ? first : midnight_of(std::string_view(text).substr(dots + 2));
    if (!first || !last || *last < *first || *last - *first > longest * ticks_per_day)
      table.fail(table.line_of(key),
                 fmt::format("\"{}\" in {} is no day and no span of days; write them as in "
                             "2026-01-01 or 2026-03-20..2026-03-25",
                             detail::echo(text), table.name()));
    for (std::int64_t day = *first; day <= *last; day += ticks_per_day)
      days.push_back(instant_text(day).substr(0, 10));
  }
  return days;
}

working_calendar read_calendar(toml_table table) {
  std::array<std::vector<working_calendar::interval>, 7> week;
  bool has_hours = false;
  for (std::size_t day = 0; day < 7; ++day) {
    const auto hours = table.texts(weekdays[day]);
    if (!hours) continue;
    has_hours = true;
    for (const std::string& text : *hours) {
      const auto from = time_of_day(std::string_view(text).substr(0, 5));
      const auto until = text.size() == 11 && text[5] == '-'
                             ? time_of_day(std::string_view(text).substr(6))
                             : std::nullopt;
      if (!from || !until)
        table.fail(table.line_of(weekdays[day]),
                   fmt::format("\"{}\" are no hours of {}; write them as in \"08:00-12:00\"",
                               detail::echo(text), weekdays[day]));
      week[day].push_back({*from, *until});
    }
  }
  const auto start = table.words("start");
  const std::vector<std::string> holidays =
      days_of(table, "holidays", table.words("holidays").value_or(std::vector<std::string>{}));
  table.end();
  if (!has_hours)
    table.fail(table.line(),
               "[calendar] has no hours; give a day some, as in "
               "monday = [\"08:00-12:00\", "
               "\"13:00-16:30\"]");
  if (start && start->size() != 1)
    table.fail(table.line_of("start"), "\"start\" in [calendar] must be one day");
  try {
    return working_calendar(std::move(week), holidays, start ? start->front() : "2026-01-05");
  } catch (const rule_error& e) {
    table.fail(table.line(), e.what());
  }
}

work_law law_of(const toml_table& table, std::string_view name) {
  const auto found = detail::parse_enum<work_law>(detail::work_law_names, name);
  if (!found)
    table.fail(table.line_of("distribution"),
               fmt::format("\"{}\" is no distribution of work; known are {}", detail::echo(name),
                           fmt::join(detail::work_law_names, ", ")));
  return *found;
}

/// Why work cannot vary so; empty if it can.
std::string fault_of(const office_rules::work_rule& rule) {
  if (rule.law == work_law::hyperexponential && rule.cv < 1)
    return "the cv of a hyperexponential distribution is at least 1";
  if (!(rule.cv > 0))
    return "the cv of a distribution is above 0; work that does not vary is "
           "fixed";
  return {};
}

constexpr detail::number_range a_cv{.most = 100};

}  // namespace

office_rules::work_rule parse_work_law(std::string_view text) {
  const std::size_t colon = text.find(':');
  const auto law = detail::parse_enum<work_law>(detail::work_law_names, text.substr(0, colon));
  office_rules::work_rule rule;
  const bool takes_cv = law && *law != work_law::fixed && *law != work_law::exponential;
  if (law) rule.law = *law;
  std::optional<double> cv;
  if (colon != std::string_view::npos) cv = parse_number(text.substr(colon + 1));
  if (cv) rule.cv = *cv;
  if (!law || takes_cv != cv.has_value() || !a_cv.holds(rule.cv) ||
      (takes_cv && !fault_of(rule).empty()))
    throw rule_error(
        fmt::format("\"{}\" is no way in which work varies; give fixed, "
                    "exponential, lognormal:CV, gamma:CV or "
                    "hyperexponential:CV with the coefficient of variation, as "
                    "in lognormal:1.5 (at least 1 for "
                    "hyperexponential)",
                    detail::echo(text)));
  return rule;
}

office_rules read_office_rules(std::string_view text, const std::string& file) {
  const toml::table parsed = detail::parse_toml(text, file);
  toml_table document(parsed, file, "the rules of the office");
  office_rules rules;
  if (auto calendar = document.table("calendar")) rules.calendar = read_calendar(*calendar);
  if (auto arrivals = document.table("arrivals")) {
    if (const auto hours = arrivals->numbers("hours", 24)) {
      rules.hours.emplace();
      std::ranges::copy(*hours, rules.hours->begin());
    }
    if (const auto months = arrivals->numbers("months", 12)) {
      rules.months.emplace();
      std::ranges::copy(*months, rules.months->begin());
    }
    arrivals->end();
  }
  for (toml_table table : document.tables("work")) {
    office_rules::work_rule rule;
    rule.matter = table.text("matter").value_or("");
    rule.position = table.text("position").value_or("");
    const auto law = table.text("distribution");
    if (law) rule.law = law_of(table, *law);
    rule.cv = table.number("cv", a_cv).value_or(1);
    rule.minutes = table.number("minutes");
    table.end();
    if (const std::string fault = fault_of(rule); !fault.empty())
      table.fail(table.line_of("cv"), fault);
    rules.work.push_back(std::move(rule));
  }
  for (toml_table table : document.tables("matter")) {
    office_rules::matter_rule rule;
    rule.matter = table.text("matter").value_or("");
    rule.returns = table.number("returns", detail::a_probability);
    rule.most = table.whole<std::uint32_t>("most_returns", 0);
    rule.priority = table.whole<std::uint8_t>("priority", 0);
    rule.batch = table.whole<std::uint32_t>("batch", 1);
    if (rule.batch && *rule.batch > 100'000)
      table.fail(table.line_of("batch"), "a batch has at most 100000 matters");
    table.end();
    if (rule.returns && *rule.returns >= 1)
      table.fail(table.line_of("returns"),
                 "a matter that is returned with probability 1 is never "
                 "decided; give less than 1");
    rules.matters.push_back(std::move(rule));
  }
  for (toml_table table : document.tables("leave")) {
    office_rules::leave leave;
    leave.position = table.text("position").value_or("");
    const auto days =
        days_of(table, "days", table.words("days").value_or(std::vector<std::string>{}));
    table.end();
    if (leave.position.empty() || days.empty())
      table.fail(table.line(), "a [[leave]] needs a \"position\" and its \"days\"");
    for (const std::string& day : days) {
      leave.from = leave.until = day;
      rules.leaves.push_back(leave);
    }
  }
  document.end();
  return rules;
}

}  // namespace pangkas::inline v0_1
