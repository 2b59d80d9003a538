// SPDX-License-Identifier: BSL-1.0
#include "simulation_input.hpp"

#include "input.hpp"

#include <pangkas/error.hpp>
#include <pangkas/io/number.hpp>
#include <pangkas/io/office_rules.hpp>
#include <pangkas/io/read_file.hpp>
#include <pangkas/io/sha256.hpp>

#include <fmt/format.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pangkas::cli {
namespace {

/// A span of time as in 1y, 26w or 90d, in days.
std::optional<double> days_of(std::string_view text) {
  if (text.empty()) return std::nullopt;
  const double each = text.back() == 'y'   ? 365
                      : text.back() == 'w' ? 7
                      : text.back() == 'd' ? 1
                                           : 0;
  const auto number = parse_number(text.substr(0, text.size() - 1));
  if (each == 0 || !number || !(*number > 0) || *number * each > 36'500) return std::nullopt;
  return *number * each;
}
std::string span_fault(const std::string& text) {
  return days_of(text) ? std::string{}
                       : "\"" + text + "\" is no span of time; write it as in 1y, 26w or 90d";
}

/// A share as in 5% or 0.05.
std::optional<double> share_of(std::string_view text) {
  const bool is_percent = text.ends_with('%');
  if (is_percent) text.remove_suffix(1);
  auto number = parse_number(text);
  if (number && is_percent) *number /= 100;
  return number && *number > 0 && *number < 1 ? number : std::nullopt;
}

}  // namespace

void simulation_input::add_to(command_line command, const std::string& group,
                              const std::optional<option>& asked) {
  const option calendar =
      command
          .add_option(
              "--calendar", calendar_,
              "TOML file with hours, holidays, leave, arrivals, returns and how work varies; "
              "37.5 hours a week if not given")
          .type_name("FILE");
  command.reads(calendar);
  const option work =
      command
          .add_option("--work", work_,
                      "how the work of a step varies: fixed, exponential (if not given), "
                      "lognormal:CV, gamma:CV or hyperexponential:CV")
          .type_name("LAW");
  const option replications =
      command.add_option("--replications", replications_, "how often the span is simulated")
          .within(std::size_t{2}, std::size_t{100'000})
          .capture_default_str();
  const option precision =
      command
          .add_option("--precision", precision_,
                      "instead: until the interval of the days is so narrow, as in 5%; 1,000 "
                      "replications at most")
          .type_name("SHARE")
          .check([](const std::string& text) {
            return share_of(text)
                       ? std::string{}
                       : "\"" + text + "\" is no share between 0 and 1; write it as in 5%";
          })
          .excludes(replications);
  const option horizon =
      command
          .add_option("--horizon", horizon_,
                      "how long matters arrive, as in 1y, 26w or 90d; with it a post may get more "
                      "than it can do. A year if not given")
          .type_name("SPAN")
          .check(span_fault);
  const option warm_up =
      command
          .add_option("--warm-up", warm_up_,
                      "how long nothing is counted, as in 4w, or none: then the year begins with "
                      "empty desks. Found by the rule MSER-5 if not given")
          .type_name("SPAN")
          .check([](const std::string& text) {
            return text == "none" ? std::string{} : span_fault(text);
          });
  const option seed =
      command.add_option("--seed", seed_, "the same seed gives the same matters and work")
          .capture_default_str();
  const option moved =
      command
          .add_option("--moved-work", moved_work_,
                      "with --policy: share of the work of a step that goes which moves up to the "
                      "next")
          .within(0.0, 1.0)
          .capture_default_str();
  for (const option each :
       {calendar, work, replications, precision, horizon, warm_up, seed, moved}) {
    each.group(group);
    if (asked) each.needs(*asked);
  }
}

timing_options simulation_input::timing(const decision_options& decisions, std::size_t threads,
                                        std::vector<input_file>& inputs) const {
  timing_options how;
  how.network.decisions = decisions;
  how.network.moved_work = moved_work_;
  if (!calendar_.empty()) {
    const std::string text = read_file(calendar_);
    how.network.office = read_office_rules(text, calendar_);
    inputs.push_back({calendar_, sha256_hex(text)});
  }
  // What is said on the command line is for all; what the file says of some
  // comes after it.
  if (!work_.empty()) {
    auto& rules = how.network.office.work;
    rules.insert(rules.begin(), parse_work_law(work_));
  }
  const working_calendar& calendar = how.network.office.calendar;
  const auto ticks = [&](const std::string& span) {
    return calendar.office_time(calendar.start() +
                                static_cast<std::int64_t>(*days_of(span) * ticks_per_day));
  };
  if (!horizon_.empty()) {
    how.simulation.horizon = ticks(horizon_);
    if (how.simulation.horizon == 0)
      throw rule_error(fmt::format("{}: the calendar has no working hours within {} of its start",
                                   calendar_, horizon_));
  }
  if (warm_up_ == "none")
    how.simulation.warm_up = 0;
  else if (!warm_up_.empty())
    how.simulation.warm_up = ticks(warm_up_);
  if (!precision_.empty()) how.simulation.precision = share_of(precision_);
  how.simulation.replications = replications_;
  how.simulation.seed = seed_;
  how.simulation.threads = threads;
  const auto shown_progress = std::make_shared<progress>("simulating", "replications");
  how.simulation.progress = [shown_progress](std::size_t done) { shown_progress->reached(done); };
  return how;
}

void simulation_input::check(const organisation& org, const timing_options& how) const {
  try {
    check_office(org, how.network);
  } catch (const error& e) {
    if (calendar_.empty()) throw;
    throw rule_error(fmt::format("{}: {}", calendar_, e.what()), {}, calendar_);
  }
}

timing_evidence simulation_input::told(const timing_options& how) const {
  timing_evidence told;
  told.seed = seed_;
  told.working_minutes = how.network.decisions.working_minutes;
  told.moved_work = moved_work_;
  told.stations = 1'000;
  return told;
}

}  // namespace pangkas::cli
