// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/process/impl/log_times.hpp>
#include <pangkas/process/log_tables.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1 {
namespace detail {

/// A column of counts, one for each entry of a list.
template <class Entries, class Count>
count_cells counts_of(const Entries& entries, const Count& count) {
  count_cells cells;
  cells.reserve(entries.size());
  for (const auto& entry : entries) cells.push_back(static_cast<std::uint32_t>(count(entry)));
  return cells;
}
template <class Entries, class Number>
number_cells numbers_of(const Entries& entries, const Number& number) {
  number_cells cells;
  cells.reserve(entries.size());
  for (const auto& entry : entries)
    cells.push_back(
        std::optional<double>(number(entry)).value_or(std::numeric_limits<double>::quiet_NaN()));
  return cells;
}

/// Texts that are made when they are asked for.
template <class Make>
text_cells made_texts(Make make) {
  return [make = std::move(make), text = std::string()](std::size_t row) mutable {
    text = make(row);
    return std::string_view(text);
  };
}

}  // namespace detail

result_table case_table(const std::shared_ptr<const levelled_log>& from) {
  const auto cases = std::make_shared<const std::vector<case_figures>>(
      cases_of(from->log, from->performers, from->missing));
  result_table table;
  table.rows = cases->size();
  table.add("case", text_cells([from](std::size_t c) { return from->log.cases[c]; }));
  table.add("matter", text_cells([from](std::size_t c) { return from->log.matters.text(c); }));
  table.add("events", detail::counts_of(*cases, [](const case_figures& c) { return c.events; }));
  table.add("hand_overs",
            detail::counts_of(*cases, [](const case_figures& c) { return c.hand_overs; }));
  table.add("first", detail::made_texts([cases](std::size_t c) {
              return to_string(written_instant{(*cases)[c].first, (*cases)[c].offset, true});
            }));
  table.add("cycle_days",
            detail::numbers_of(*cases, [](const case_figures& c) { return c.cycle_days; }));
  return table;
}

result_table activity_table(const std::shared_ptr<const levelled_log>& from) {
  const log_summary summary = summary_of(from->log);
  const auto& all = summary.by_activity;
  result_table table;
  table.rows = all.size();
  table.add("activity",
            text_cells([from](std::size_t a) { return from->log.activities.names[a]; }));
  const auto add = [&](std::string_view name, std::size_t activity_figures::*member) {
    table.add(name, detail::counts_of(all, [=](const activity_figures& a) { return a.*member; }));
  };
  add("events", &activity_figures::events);
  add("begins", &activity_figures::begins);
  add("ends", &activity_figures::ends);
  add("rework_cases", &activity_figures::rework_cases);
  add("self_loops", &activity_figures::self_loops);
  return table;
}

result_table hand_over_table(const std::shared_ptr<const levelled_log>& from) {
  auto pairs = hand_overs(from->log, from->performers, from->missing);
  std::ranges::stable_sort(pairs, std::greater<>(), &performer_pair::count);
  std::size_t all = 0;
  for (const performer_pair& p : pairs) all += p.count;
  result_table table;
  table.rows = pairs.size();
  const auto shared = std::make_shared<const std::vector<performer_pair>>(std::move(pairs));
  const auto name = [from](std::uint32_t p) {
    const text_column& names = from->performers.names;
    return p == names.size() ? std::string_view{} : names[p];
  };
  table.add("from", text_cells([=](std::size_t row) { return name((*shared)[row].from); }));
  table.add("to", text_cells([=](std::size_t row) { return name((*shared)[row].to); }));
  table.add("count", detail::counts_of(*shared, [](const performer_pair& p) { return p.count; }));
  table.add("share", detail::numbers_of(*shared, [all](const performer_pair& p) {
              return static_cast<double>(p.count) / static_cast<double>(all);
            }));
  table.add("cases", detail::counts_of(*shared, [](const performer_pair& p) { return p.cases; }));
  return table;
}

result_table performer_table(const std::shared_ptr<const levelled_log>& from) {
  struct figures {
    std::uint32_t who = 0;
    std::size_t events = 0;
    std::size_t cases = 0;
    std::size_t activities = 0;
    std::size_t gives = 0;
    std::size_t takes = 0;
    std::uint32_t most_alike = no_entry;
    std::optional<double> alike{};
  };
  const event_log& log = from->log;
  const event_column& performers = from->performers;
  const std::size_t size = performers.names.size();
  std::vector<figures> all(size);
  std::vector<std::uint32_t> last_case(size, no_entry);
  std::vector<std::uint64_t> done;  // performer and activity
  for (std::uint32_t c = 0; c < log.case_count(); ++c)
    for (std::uint32_t e = log.begin[c]; e < log.begin[c + 1]; ++e) {
      const std::uint32_t who = performers[e];
      if (who == no_entry) continue;
      ++all[who].events;
      if (last_case[who] != c) ++all[who].cases;
      last_case[who] = c;
      if (log.activities[e] != no_entry)
        done.push_back(std::uint64_t{who} << 32U | log.activities[e]);
    }
  std::ranges::sort(done);
  done.erase(std::unique(done.begin(), done.end()), done.end());
  for (const std::uint64_t pair : done) ++all[static_cast<std::size_t>(pair >> 32U)].activities;
  for (const performer_pair& p : hand_overs(log, performers, from->missing)) {
    if (p.from == p.to) continue;
    if (p.from < size) all[p.from].gives += p.count;
    if (p.to < size) all[p.to].takes += p.count;
  }
  if (size <= 2'048) {
    const std::vector<double> alike = joint_activities(log, performers);
    for (std::size_t a = 0; a < size; ++a) {
      double most = 0;
      for (std::uint32_t b = 0; b < size; ++b)
        if (a != b && alike[a * size + b] > most) {
          most = alike[a * size + b];
          all[a].most_alike = b;
          all[a].alike = most;
        }
    }
  }
  for (std::uint32_t who = 0; who < size; ++who) all[who].who = who;
  std::erase_if(all, [](const figures& f) { return f.events == 0; });
  std::ranges::stable_sort(all, std::greater<>(), &figures::events);
  result_table table;
  table.rows = all.size();
  const auto shared = std::make_shared<const std::vector<figures>>(std::move(all));
  const auto name = [from](std::uint32_t who) {
    return who == no_entry ? std::string_view{} : from->performers.names[who];
  };
  table.add("performer", text_cells([=](std::size_t row) { return name((*shared)[row].who); }));
  const auto add = [&](std::string_view heading, std::size_t figures::*member) {
    table.add(heading, detail::counts_of(*shared, [=](const figures& f) { return f.*member; }));
  };
  add("events", &figures::events);
  add("cases", &figures::cases);
  add("activities", &figures::activities);
  add("gives", &figures::gives);
  add("takes", &figures::takes);
  table.add("most_alike",
            text_cells([=](std::size_t row) { return name((*shared)[row].most_alike); }));
  table.add("alike", detail::numbers_of(*shared, [](const figures& f) { return f.alike; }));
  return table;
}

result_table variant_table(const std::shared_ptr<const levelled_log>& from) {
  const auto all = std::make_shared<const std::vector<variant>>(detail::variants_of(from->log));
  const event_log& log = from->log;
  result_table table;
  table.rows = all->size();
  table.add("path", detail::made_texts([from, all](std::size_t row) {
              const std::uint32_t c = (*all)[row].first_case;
              std::string path;
              for (std::uint32_t e = from->log.begin[c]; e < from->log.begin[c + 1]; ++e) {
                if (!path.empty()) path += " > ";
                path += from->log.activities.text(e);
              }
              return path;
            }));
  table.add("steps", detail::counts_of(*all, [&](const variant& v) {
              return log.begin[v.first_case + 1] - log.begin[v.first_case];
            }));
  table.add("cases", detail::counts_of(*all, [](const variant& v) { return v.cases; }));
  table.add("share", detail::numbers_of(*all, [&](const variant& v) {
              return static_cast<double>(v.cases) / static_cast<double>(log.case_count());
            }));
  return table;
}

result_table year_table(const std::shared_ptr<const levelled_log>& from) {
  struct of_year {
    std::vector<double> hand_overs{};
    std::vector<double> days{};
  };
  std::map<std::string, of_year> years;
  for (const case_figures& c : cases_of(from->log, from->performers, from->missing)) {
    if (c.first == no_instant) continue;
    of_year& year = years[iso_date(day_of(local_time(c.first, c.offset))).substr(0, 4)];
    year.hand_overs.push_back(static_cast<double>(c.hand_overs));
    year.days.push_back(c.cycle_days.value_or(0));
  }
  std::vector<spread> hand_overs;
  std::vector<spread> days;
  const auto names = std::make_shared<std::vector<std::string>>();
  for (auto& [name, year] : years) {
    names->push_back(name);
    hand_overs.push_back(spread_of(std::move(year.hand_overs)).value_or(spread{}));
    days.push_back(spread_of(std::move(year.days)).value_or(spread{}));
  }
  result_table table;
  table.rows = names->size();
  table.add("year",
            text_cells([names](std::size_t row) { return std::string_view((*names)[row]); }));
  table.add("cases", detail::counts_of(days, [](const spread& s) { return s.count; }));
  const auto add = [&table](std::string_view name, const std::vector<spread>& of,
                            double spread::*member) {
    table.add(name, detail::numbers_of(of, [=](const spread& s) { return s.*member; }));
  };
  add("hand_overs_mean", hand_overs, &spread::mean);
  add("hand_overs_median", hand_overs, &spread::median);
  add("hand_overs_p90", hand_overs, &spread::p90);
  add("cycle_days_mean", days, &spread::mean);
  add("cycle_days_median", days, &spread::median);
  add("cycle_days_p90", days, &spread::p90);
  return table;
}

}  // namespace pangkas
