// SPDX-License-Identifier: BSL-1.0
// Expected values: domain/event-log-values.csv of the shared data. "own" was computed by a
// stand-alone script, "pm4py 2.7.23.11" by that library; where its convention is another one (its
// subcontracting, and what it refuses to compute) there is nothing to compare.
#include <pangkas/io/event_log.hpp>

#include "support/catch.hpp"
#include "support/data.hpp"

#include <pangkas/io/csv.hpp>
#include <pangkas/io/read_file.hpp>
#include <pangkas/process/hand_overs.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

// So that no helper meets one of another test.
namespace event_log_values_test {

namespace {

struct published {
  std::string measure, group, value, how;
};

std::map<std::string, std::vector<published>> published_values(const std::string& file) {
  const std::string text = read_file(file);
  csv_reader reader(text, file);
  csv_row row;
  REQUIRE(reader.next(row));
  std::map<std::string, std::vector<published>> all;
  while (reader.next(row))
    all[std::string(row[0])].push_back(
        {std::string(row[1]), std::string(row[2]), std::string(row[3]), std::string(row[4])});
  return all;
}

/// A performer column with other names: those that `name` gives, none where it is empty.
template <class Name>
event_column renamed(const event_column& from, const Name& name) {
  event_column to;
  text_index index;
  for (const std::uint32_t entry : from.entries) {
    const std::string text = entry == no_entry ? std::string() : name(from.names[entry]);
    to.entries.push_back(
        text.empty() ? no_entry : index.find_or_enter(to.names, text, text_index::hash_of(text)));
  }
  return to;
}

double nearest(std::vector<double> values, double share) {
  std::sort(values.begin(), values.end());
  return values[static_cast<std::size_t>(
      std::ceil(share * static_cast<double>(values.size()) - 1e-9) - 1)];
}
double linear(std::vector<double> values, double share) {
  std::sort(values.begin(), values.end());
  const double at = share * static_cast<double>(values.size() - 1);
  const auto below = static_cast<std::size_t>(at);
  const std::size_t above = std::min(below + 1, values.size() - 1);
  return values[below] + (at - static_cast<double>(below)) * (values[above] - values[below]);
}
double mean(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

/// What each measure of the page is by the library, where it has one.
class computed {
 public:
  computed(event_log log, std::map<std::string, event_column> levels)
      : log_(std::move(log)), levels_(std::move(levels)), summary_(summary_of(log_)) {
    for (const case_figures& c : cases_of(log_, log_.resources, missing_performer::value))
      days_.push_back(c.cycle_days.value_or(0));
  }

  /// Absent where there is nothing to compare.
  std::optional<double> operator()(const published& asked) {
    if (const auto found = of_log(asked)) return found;
    if (const auto found = of_year(asked)) return found;
    const std::size_t colon = asked.group.find(": ");
    std::string level = asked.group.substr(0, colon);
    const std::string detail =
        colon == std::string::npos ? std::string() : asked.group.substr(colon + 2);
    missing_performer missing = missing_performer::value;
    if (level.ends_with("/missing-dropped")) {
      missing = missing_performer::left_out;
      level.resize(level.size() - std::string_view("/missing-dropped").size());
    }
    INFO(asked.measure << " " << asked.group);
    REQUIRE(levels_.contains(level));
    return of_level(asked, levels_.at(level), missing, detail);
  }

 private:
  std::optional<double> of_log(const published& asked) const {
    const auto number = [](std::size_t count) { return static_cast<double>(count); };
    const auto share = [&](std::size_t count) { return number(count) / number(log_.size()); };
    const auto of_activity = [&](auto member) {
      for (std::size_t a = 0; a < summary_.by_activity.size(); ++a)
        if (log_.activities.names[a] == asked.group) return number(summary_.by_activity[a].*member);
      return -1.0;
    };
    const auto distinct = [&](auto member) {
      return number(static_cast<std::size_t>(std::ranges::count_if(
          summary_.by_activity, [&](const activity_figures& a) { return a.*member != 0; })));
    };
    const std::string& m = asked.measure;
    if (m == "cases") return number(summary_.cases);
    if (m == "events") return number(summary_.events);
    if (m == "activities") return number(summary_.activities);
    if (m == "variants")
      return number(
          (asked.group == "time-order-stable" ? summary_of(by_time()) : summary_).variants.size());
    if (m == "cases_out_of_time_order") return number(summary_.stamps.backward_cases);
    if (m == "pairs_tied") return number(summary_.stamps.tied_pairs);
    if (m == "events_at_local_midnight") return number(summary_.stamps.whole_days);
    if (m == "cases_one_event") return number(summary_.one_event_cases);
    if (m == "start_activities_distinct") return distinct(&activity_figures::begins);
    if (m == "end_activities_distinct") return distinct(&activity_figures::ends);
    if (m == "start_activity") return of_activity(&activity_figures::begins);
    if (m == "end_activity") return of_activity(&activity_figures::ends);
    if (m == "rework_cases_of_activity") return of_activity(&activity_figures::rework_cases);
    if (m == "rework_cases_summed_over_activities") {
      std::size_t all = 0;
      for (const activity_figures& a : summary_.by_activity) all += a.rework_cases;
      return number(all);
    }
    if (m == "cycle_days_mean") return summary_.cycle_days->mean;
    if (m == "cycle_days_median") return linear(days_, 0.5);
    if (m == "cycle_days_median_nearest_rank") return summary_.cycle_days->median;
    if (m == "cycle_days_p90") return summary_.cycle_days->p90;
    if (m == "cycle_days_p90_linear") return linear(days_, 0.9);
    if (m == "cycle_days_max") return summary_.cycle_days->max;
    if (m == "cases_with_zero_duration") return number(summary_.zero_cycles);
    if (m == "self_loops") return number(summary_.self_loops);
    if (m == "cases_with_self_loop") return number(summary_.self_loop_cases);
    if (m == "cases_with_rework") return number(summary_.rework_cases);
    if (m == "rework_events") return number(summary_.rework_events);
    if (m == "interarrival_hours_mean") return summary_.interarrival_hours;
    if (m == "interarrival_cv") return summary_.interarrival_cv;
    if (m == "events_weekend_share") return share(summary_.stamps.weekend_events);
    if (m == "events_08_18_share") return share(summary_.stamps.office_events);
    if (m == "cases_differing_xes_csv") return 0.0;  // compared by a test of its own
    return std::nullopt;
  }

  std::optional<double> of_year(const published& asked) const {
    const std::string& m = asked.measure;
    const std::string year =
        asked.group.size() < 4 ? "" : asked.group.substr(asked.group.size() - 4);
    if (year != "2017" && year != "2018") return std::nullopt;
    const auto day = [](const std::string& text) { return day_of(parse_instant(text)->at); };
    const event_log some = cases_begun(log_, day(year + "-01-01"), day(year + "-12-31"));
    if (m == "cases_of_year") return static_cast<double>(some.case_count());
    if (m == "handovers_per_case_mean") {
      event_column persons = some.roles;
      forget_names(persons, {"UNDEFINED", "MISSING"});
      return hand_over_figures_of(some, persons, missing_performer::left_out).of_case.mean;
    }
    std::vector<double> days;
    for (std::size_t c = 0; c < some.case_count(); ++c) {
      micros submitted = no_instant;
      micros approved = no_instant;
      for (std::uint32_t e = some.begin[c]; e < some.begin[c + 1]; ++e) {
        const std::string_view what = some.activities.text(e);
        if (submitted == no_instant && what.find("SUBMITTED by EMPLOYEE") != what.npos)
          submitted = some.times[e];
        if (what.find("FINAL_APPROVED") != what.npos) approved = some.times[e];
      }
      if (submitted != no_instant && approved != no_instant)
        days.push_back(static_cast<double>(approved - submitted) /
                       static_cast<double>(micros_a_day));
    }
    const spread of = spread_of(days).value();
    if (m == "cases_submitted_and_finally_approved") return static_cast<double>(of.count);
    if (m == "submit_to_final_approval_days_median") return linear(days, 0.5);
    if (m == "submit_to_final_approval_days_mean") return of.mean;
    if (m == "submit_to_final_approval_days_p90") return of.p90;
    return std::nullopt;
  }

  std::optional<double> of_level(const published& asked, const event_column& performers,
                                 missing_performer missing, const std::string& detail) {
    const std::string& m = asked.measure;
    const auto number = [](std::size_t count) { return static_cast<double>(count); };
    const auto key = std::pair(&performers, missing);
    if (!figures_.contains(key))
      figures_.emplace(key, hand_over_figures_of(log_, performers, missing));
    const hand_over_figures& f = figures_.at(key);
    if (m == "distinct") return number(f.performers);
    if (m == "events_without") return number(f.without);
    if (m == "pairs_total") return number(f.pairs);
    if (m == "pairs_same") return number(f.same);
    if (m == "handovers_total") return number(f.total);
    if (m == "handover_arcs_distinct_without_self") return number(f.arcs);
    if (m == "handovers_per_case_mean") return f.of_case.mean;
    if (m == "handovers_per_case_median") return f.of_case.median;
    if (m == "handovers_per_case_p90") return f.of_case.p90;
    if (m == "handovers_per_case_max") return f.of_case.max;
    if (m == "cases_without_handover") return number(f.cases_without);
    if (m == "distinct_per_case_mean") return f.performers_of_case;
    if (m == "subcontracting_total") return number(f.subcontracting);
    if (m == "subcontracting_cases") return number(f.subcontracting_cases);
    if (m == "subcontracting_arcs_distinct") return number(f.subcontracting_arcs);
    if (m.starts_with("gap_hours")) {
      const auto& gaps = detail == "at a hand-over" ? f.gap_hours_at : f.gap_hours_without;
      REQUIRE(gaps);
      return m == "gap_hours_mean" ? gaps->mean : gaps->median;
    }
    if (m.starts_with("handover")) {
      const auto pairs = hand_overs(log_, performers, missing);
      if (m == "handover_arcs_distinct_with_self" || m == "handover_connections")
        return number(pairs.size());
      if (m == "handover_sum") return 1.0;
      if (m == "handover_sum_self") return number(f.same) / number(f.pairs);
      const double divisor = m == "handover_value" ? number(f.pairs) : 1;
      if (m == "handover_value" || m == "handover_count")
        return number(count_of(pairs, performers, detail, " > ")) / divisor;
    }
    if (m.starts_with("working_together") && m != "working_together_failed") {
      const auto pairs = working_together(log_, performers, missing);
      REQUIRE(pairs);
      if (m == "working_together_pairs") return number(pairs->size());
      if (m == "working_together_most") {
        for (const performer_pair& p : *pairs)
          CHECK(p.count <= count_of(*pairs, performers, detail, " + "));
        return number(count_of(*pairs, performers, detail, " + "));
      }
      std::size_t sum = 0;
      for (const performer_pair& p : *pairs) sum += p.count;
      return number(sum);
    }
    if (m.find("_estimate") != m.npos) {
      const step_times times = step_times_of(log_, performers);
      std::vector<double> work;
      std::vector<double> waiting;
      for (std::size_t i = 0; i < times.events.size(); ++i) {
        work.push_back(static_cast<double>(times.work[i]) / static_cast<double>(micros_an_hour));
        waiting.push_back(static_cast<double>(times.waiting[i]) /
                          static_cast<double>(micros_an_hour));
      }
      if (m == "service_estimate_events") return number(work.size());
      if (m == "service_estimate_hours_mean") return mean(work);
      if (m == "service_estimate_hours_median") return nearest(work, 0.5);
      if (m == "waiting_estimate_hours_mean") return mean(waiting);
      if (m == "waiting_estimate_share") return mean(waiting) / (mean(waiting) + mean(work));
    }
    return std::nullopt;
  }

  /// Of the pair that the page names, in either order where `between` is a plus.
  static std::size_t count_of(const std::vector<performer_pair>& pairs,
                              const event_column& performers, const std::string& detail,
                              const std::string& between) {
    const auto name = [&](std::uint32_t p) {
      return p == performers.names.size() ? std::string("(none)")
                                          : std::string(performers.names[p]);
    };
    for (const performer_pair& p : pairs)
      if (name(p.from) + between + name(p.to) == detail ||
          (between == " + " && name(p.to) + between + name(p.from) == detail))
        return p.count;
    return 0;
  }

  event_log by_time() const {
    event_log sorted = log_;
    std::vector<std::uint32_t> order(log_.size());
    std::iota(order.begin(), order.end(), 0U);
    for (std::size_t c = 0; c < log_.case_count(); ++c)
      std::stable_sort(order.begin() + log_.begin[c], order.begin() + log_.begin[c + 1],
                       [&](auto a, auto b) { return log_.times[a] < log_.times[b]; });
    for (std::size_t e = 0; e < order.size(); ++e)
      sorted.activities.entries[e] = log_.activities.entries[order[e]];
    return sorted;
  }

  event_log log_;
  std::map<std::string, event_column> levels_;
  log_summary summary_;
  std::vector<double> days_;
  std::map<std::pair<const event_column*, missing_performer>, hand_over_figures> figures_;
};

event_log read(const std::string& file, const std::string& mapping = {}) {
  log_options options;
  options.mapping = read_log_mapping(mapping, "mapping");
  options.hash_input = false;
  return read_event_log(file, options).log;
}

std::map<std::string, event_column> levels_of(const std::string& name, const event_log& log) {
  std::map<std::string, event_column> levels{{"resource", log.resources}};
  if (name == "BPIC15_1") {
    levels["monitoringResource"] = log.roles;
  } else if (name == "PermitLog-1-per-variant") {
    levels["role-from-text"] = log.roles;
  } else if (name == "BPIC13_closed_problems") {
    levels["group"] = log.groups;
    levels["team"] = log.roles;
    levels["support-line"] = renamed(log.roles, [](std::string_view team) {
      return team.ends_with(" 2nd") || team.ends_with(" 3rd")
                 ? std::string(team.substr(team.size() - 3))
                 : std::string("1st");
    });
  } else {
    levels["role"] = log.roles;
    levels["group"] = log.groups;
    levels["role-of-persons"] = renamed(log.roles, [](std::string_view role) {
      return role == "UNDEFINED" || role == "MISSING" ? std::string() : std::string(role);
    });
  }
  return levels;
}

void check(const std::string& file, const std::string& mapping, std::size_t left_out) {
  const auto path = shared_data(file);
  const auto values = shared_data("../domain/event-log-values.csv");
  if (!path || !values) return;
  const std::string name = path->stem().stem().string();
  INFO(name);
  const event_log log = read(path->string(), mapping);
  computed compute(log, levels_of(name, log));
  std::size_t without = 0;
  const auto published = published_values(values->string());
  REQUIRE(published.contains(name));
  for (const auto& row : published.at(name)) {
    const auto ours = row.measure.ends_with("_failed") ? std::nullopt : compute(row);
    if (!ours) {
      CHECK((row.how.starts_with("pm4py") &&
             (row.measure.starts_with("subcontracting") || row.measure.ends_with("_failed"))));
      ++without;
      continue;
    }
    double theirs = 0;
    std::from_chars(row.value.data(), row.value.data() + row.value.size(), theirs);
    INFO(row.measure << " of " << row.group << " (" << row.how << ")");
    CHECK_THAT(*ours, within(theirs, 1e-6 + 1e-9 * std::abs(theirs)));
  }
  // What is pm4py's own: three figures a network, and what it refuses.
  CHECK(without == left_out);
}

}  // namespace

TEST_CASE("The running example and the fines give the published values",
          "[io][event-log][shared-data]") {
  check("event-log-small-logs/running-example.xes", "", 3);
  check("event-log-small-logs/roadtraffic100traces.xes", "", 6);
}

TEST_CASE("The receipts of permits give the published values", "[io][event-log][shared-data]") {
  check("event-log-receipt-permit-wabo/receipt.xes.gz", "", 6);
}

TEST_CASE("Problem management gives the published values", "[io][event-log][shared-data]") {
  check("event-log-bpic2013-problem-management/BPIC13_closed_problems.csv",
        "[columns]\ngroup = \"role\"\nrole = \"org_line\"\n", 6);
}

TEST_CASE("Building permits give the published values", "[io][event-log][shared-data]") {
  check("event-log-bpic2015-building-permits/BPIC15_1.xes.gz",
        "[columns]\nrole = \"monitoringResource\"\n", 6);
}

TEST_CASE("Travel declarations give the published values", "[io][event-log][shared-data]") {
  check("event-log-bpic2020-travel/DomesticDeclarations.xes.gz", "", 6);
  check("event-log-bpic2020-travel/PrepaidTravelCost.xes.gz", "", 6);
}

TEST_CASE("Permits whose roles stand in the activity give the published values",
          "[io][event-log][shared-data]") {
  check("event-log-bpic2020-travel/PermitLog-1-per-variant.xes.gz",
        "[columns]\nrole = \"concept:name\"\n[behind]\nrole = \" by \"\n", 0);
}

TEST_CASE("XES and a table of one log are the same log", "[io][event-log][shared-data]") {
  for (const auto& [folder, name, mapping] :
       std::vector<std::tuple<std::string, std::string, std::string>>{
           {"event-log-small-logs", "running-example", ""},
           {"event-log-small-logs", "roadtraffic100traces", ""},
           {"event-log-receipt-permit-wabo", "receipt", "[columns]\ngroup = \"role\"\nrole = []\n"},
           {"event-log-bpic2015-building-permits", "BPIC15_1", "[columns]\nrole = []\n"},
           {"event-log-bpic2020-travel", "DomesticDeclarations", ""},
           {"event-log-bpic2020-travel", "PrepaidTravelCost", ""},
           {"event-log-bpic2020-travel", "PermitLog-1-per-variant", ""}}) {
    const auto data = shared_data(folder);
    if (!data) return;
    const std::string packed = folder == "event-log-small-logs" ? "" : ".gz";
    INFO(name);
    const event_log xes = read((*data / (name + ".xes" + packed)).string());
    const event_log table = read((*data / (name + ".csv" + packed)).string(), mapping);
    CHECK(xes == table);
  }
}

}  // namespace event_log_values_test
