// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/simulate/simulate_network.hpp>

#include <pangkas/error.hpp>
#include <pangkas/simulate/counter_random.hpp>
#include <pangkas/simulate/impl/network_run.hpp>
#include <pangkas/simulate/intervals.hpp>

#include <algorithm>
#include <cmath>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <mutex>
#include <optional>
#include <span>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// Works on tasks 0, 1, 2, …, side by side, and hands their results over in order, until one says
/// that it is enough. What was begun beyond that is thrown away.
/// @param make_worker  Gives `work(task)`, one for each thread; what it returns goes to @p take.
/// @param take         Called in order, never twice at a time; whether to go on.
template <class MakeWorker, class Take>
void in_order(std::size_t tasks, std::size_t threads, MakeWorker make_worker, Take take) {
  std::mutex mutex;
  std::condition_variable turned;
  std::size_t next = 0;
  std::size_t turn = 0;
  bool is_over = false;
  std::exception_ptr failure;
  const auto work = [&] {
    std::unique_lock lock(mutex);
    try {
      lock.unlock();
      auto worker = make_worker();
      for (;;) {
        lock.lock();
        if (is_over || next == tasks) return;
        const std::size_t task = next++;
        lock.unlock();
        auto result = worker(task);
        lock.lock();
        turned.wait(lock, [&] { return is_over || turn == task; });
        if (is_over) return;
        if (!take(worker, std::move(result))) is_over = true;
        ++turn;
        lock.unlock();
        turned.notify_all();
      }
    } catch (...) {
      if (!lock.owns_lock()) lock.lock();
      failure = std::current_exception();
      is_over = true;
      lock.unlock();
      turned.notify_all();
    }
  };
  std::vector<std::thread> helpers;
  try {
    for (std::size_t i = 1; i < std::min(threads, tasks); ++i) helpers.emplace_back(work);
  } catch (const std::system_error&) {  // no thread: those at hand do the work
  }
  work();
  for (std::thread& helper : helpers) helper.join();
  if (failure) std::rethrow_exception(failure);
}

/// One thread's room for all networks.
struct network_runs {
  std::vector<network_run> runs{};
  explicit network_runs(std::span<const queue_network* const> networks) {
    runs.reserve(networks.size());
    for (const queue_network* network : networks) runs.emplace_back(*network);
  }
};

/// Into how many parts of equal length the horizon is cut to find the warm-up: 200 batches of 5.
inline constexpr std::size_t series_parts = 1000;

/// Where the warm-up of a series ends, as a part of it; absent if nowhere.
inline std::optional<std::size_t> end_of_warm_up(const time_series& series) {
  // A part in which nothing arrived tells nothing: it is as the one before it.
  std::vector<double> means;
  double last = 0;
  for (std::size_t i = 0; i < series.sums.size(); ++i) {
    if (series.counts[i] > 0) last = series.sums[i] / series.counts[i];
    means.push_back(last);
  }
  return mser5(means);
}

inline void check_simulation(const queue_network& network, const simulation_options& options) {
  if (options.horizon <= 0) throw rule_error("the horizon of a simulation must be above 0");
  if (options.replications == 0) throw rule_error("a simulation needs at least one replication");
  if (options.warm_up && (*options.warm_up < 0 || *options.warm_up >= options.horizon))
    throw rule_error("the warm-up must end before the horizon of the simulation");
  double matters = 0;
  for (const arrival_stream& stream : network.streams)
    matters += stream.rate * stream.batch * static_cast<double>(options.horizon);
  if (!(matters < 1e9))
    throw rule_error(
        "a thousand million matters or more would arrive within the horizon; simulate a shorter "
        "one");
  for (const arrival_stream& stream : network.streams)
    if (!(stream.returns >= 0 && stream.returns < 1))
      throw rule_error(
          "the probability that a matter is returned must be at least 0 and below 1: what always "
          "returns never ends");
}

}  // namespace pangkas::detail

namespace pangkas::inline v0_1 {

std::vector<double> simulation_result::by_run(double simulated_run::*which) const {
  std::vector<double> values;
  values.reserve(runs.size());
  for (const simulated_run& run : runs) values.push_back(run.*which);
  return values;
}

mean_interval simulation_result::interval(double simulated_run::*which) const {
  return interval_of(by_run(which));
}

double simulation_result::quantile(double share) const {
  const auto place =
      static_cast<std::size_t>(std::lround(share * (simulated_quantiles + 1))) - std::size_t{1};
  std::vector<double> values;
  for (const simulated_run& run : runs) values.push_back(run.quantiles.at(place));
  return detail::mean_of(values);
}

std::optional<controlled_mean> simulation_result::controlled_staying() const {
  std::vector<double> arrived;
  for (const simulated_run& run : runs) arrived.push_back(static_cast<double>(run.arrived));
  const double expected = theory.arrivals * static_cast<double>(horizon - warm_up);
  auto found = controlled(by_run(&simulated_run::staying),
                          {std::move(arrived), by_run(&simulated_run::working)},
                          std::vector{expected, theory.work});
  if (!found || !(found->gain > 1.0)) return std::nullopt;
  return found;
}

std::vector<simulation_result> simulate_networks(std::span<const queue_network* const> networks,
                                                 const simulation_options& options,
                                                 std::vector<simulated_step>* log) {
  std::vector<simulation_result> results(networks.size());
  for (std::size_t i = 0; i < networks.size(); ++i) {
    detail::check_simulation(*networks[i], options);
    results[i].theory = load_of(*networks[i]);
    results[i].horizon = options.horizon;
  }
  const auto make_runs = [&] { return detail::network_runs(networks); };

  std::int64_t warm_up = options.warm_up.value_or(0);
  if (!options.warm_up) {
    constexpr std::size_t pilot = 10;
    const detail::time_series none{std::vector<double>(detail::series_parts, 0.0),
                                   std::vector<double>(detail::series_parts, 0.0)};
    std::vector<detail::time_series> series(networks.size(), none);
    detail::in_order(
        std::min(pilot, std::max<std::size_t>(options.replications, 2)), options.threads,
        [&] {
          return [&, all = make_runs()](std::size_t task) mutable {
            const counter_random random(options.seed, options.first_replication + task);
            std::vector<detail::time_series> found(networks.size(), none);
            for (std::size_t i = 0; i < networks.size(); ++i)
              static_cast<void>(all.runs[i].run(random, 0, options.horizon, &found[i]));
            return found;
          };
        },
        [&](auto&, std::vector<detail::time_series> found) {
          for (std::size_t i = 0; i < networks.size(); ++i)
            for (std::size_t k = 0; k < detail::series_parts; ++k) {
              series[i].sums[k] += found[i].sums[k];
              series[i].counts[k] += found[i].counts[k];
            }
          return true;
        });
    for (std::size_t i = 0; i < networks.size(); ++i) {
      const auto end = detail::end_of_warm_up(series[i]);
      results[i].is_steady = end.has_value();
      const double share = static_cast<double>(end.value_or(detail::series_parts / 2)) /
                           static_cast<double>(detail::series_parts);
      warm_up = std::max(warm_up,
                         static_cast<std::int64_t>(share * static_cast<double>(options.horizon)));
    }
  }

  for (std::size_t i = 0; i < networks.size(); ++i) {
    results[i].warm_up = warm_up;
    results[i].stations.resize(networks[i]->stations.size());
  }
  const auto is_precise = [&](const simulation_result& result) {
    const mean_interval found = result.interval(&simulated_run::staying);
    return found.half_width.value() <= *options.precision * found.mean;
  };
  constexpr std::size_t least = 10;
  struct worker {
    detail::network_runs all;
    const simulation_options* options;
    std::int64_t warm_up;
    std::vector<simulated_step>* log;
    std::vector<simulated_run> operator()(std::size_t task) {
      const counter_random random(options->seed, options->first_replication + task);
      std::vector<simulated_run> found;
      for (std::size_t i = 0; i < all.runs.size(); ++i) {
        const bool is_logged = task == 0 && i + 1 == all.runs.size();
        found.push_back(
            all.runs[i].run(random, warm_up, options->horizon, nullptr, is_logged ? log : nullptr));
      }
      return found;
    }
  };
  detail::in_order(
      options.precision ? std::max(least, options.most_replications) : options.replications,
      options.threads,
      [&] {
        return worker{make_runs(), &options, warm_up, log};
      },
      [&](worker& by, const std::vector<simulated_run>& found) {
        bool is_enough = options.precision.has_value();
        for (std::size_t i = 0; i < found.size(); ++i) {
          results[i].runs.push_back(found[i]);
          by.all.runs[i].add_stations(results[i].stations);
          if (is_enough) is_enough = results[i].runs.size() >= least && is_precise(results[i]);
        }
        if (options.progress) options.progress(results.front().runs.size());
        return !is_enough;
      });
  for (simulation_result& result : results) {
    if (options.precision) result.is_precise = is_precise(result);
    const auto n = static_cast<double>(result.runs.size());
    for (simulated_station& at : result.stations) {
      if (at.visits > 0) at.waiting /= at.visits;
      at.visits /= n;
      at.queue /= n;
      at.utilisation /= n;
    }
  }
  return results;
}

simulation_result simulate_network(const queue_network& network, const simulation_options& options,
                                   std::vector<simulated_step>* log) {
  const queue_network* const one = &network;
  return std::move(simulate_networks(std::span(&one, 1), options, log).front());
}

}  // namespace pangkas
