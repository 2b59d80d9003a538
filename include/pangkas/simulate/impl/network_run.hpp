// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief One replication of a network.
#pragma once

#include <pangkas/simulate/counter_random.hpp>
#include <pangkas/simulate/impl/event_heap.hpp>
#include <pangkas/simulate/impl/work_draw.hpp>
#include <pangkas/simulate/queue_network.hpp>
#include <pangkas/simulate/simulate_network.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// @brief Mean times by when matters arrived, of which the end of the warm-up is told.
struct time_series {
  std::vector<double> sums{};
  std::vector<double> counts{};
};

/// @brief Office time in which so much of the rate of the profile has passed. Arrivals of an even
/// rate, put through it, come at the rates of the profile.
class profile_time {
 public:
  explicit profile_time(const arrival_profile& profile) : profile_(&profile) {
    double passed = 0;
    for (std::size_t i = 0; i < profile.size(); ++i) {
      passed_.push_back(passed);
      if (i + 1 < profile.size())
        passed += static_cast<double>(profile[i + 1].first - profile[i].first) * profile[i].second;
    }
  }

  /// @brief The office time, as a fraction of a tick, at which @p passed of the rate has passed.
  [[nodiscard]] double at(double passed) const {
    if (passed_.empty()) return passed;
    // The first part begins at none, so that one is at or before it.
    const auto next = std::ranges::upper_bound(passed_, passed);
    const auto i = static_cast<std::size_t>(next - passed_.begin()) - 1;
    const auto& [from, factor] = (*profile_)[i];
    return factor > 0 ? static_cast<double>(from) + (passed - passed_[i]) / factor
                      : std::numeric_limits<double>::infinity();
  }

 private:
  const arrival_profile* profile_;
  std::vector<double> passed_;  ///< of the rate, before each part
};

/// @brief Runs replications of one network, one after the other; it keeps the room that they take.
class network_run {
 public:
  explicit network_run(const queue_network& network) : network_(network), time_(network.profile) {
    for (const step_service& service : network.services) services_.emplace_back(service);
    for (const arrival_stream& stream : network.streams) {
      classes_ = std::max<std::size_t>(classes_, stream.priority + std::size_t{1});
      std::vector<double>& upto = cumulative_.emplace_back();
      double sum = 0;
      for (const double weight : stream.weights) upto.push_back(sum += weight);
    }
    waiting_room_.resize(network.stations.size() * classes_);
    states_.resize(network.stations.size());
    streams_.resize(network.streams.size());
  }

  /// @brief Runs one.
  /// @param random   Its draws.
  /// @param warm_up  Until when nothing is counted.
  /// @param horizon  Until when matters arrive.
  /// @param series   If not null: takes the times by arrival, instead of quantiles.
  /// @param log      If not null: takes the steps.
  simulated_run run(const counter_random& random, std::int64_t warm_up, std::int64_t horizon,
                    time_series* series = nullptr, std::vector<simulated_step>* log = nullptr) {
    random_ = &random;
    warm_up_ = warm_up;
    horizon_ = horizon;
    series_ = series;
    log_ = log;
    start();
    while (!heap_.empty()) {
      const planned_event e = heap_.take();
      now_ = e.time;
      switch (e.kind()) {
        case event_kind::completion:
          complete(e.id);
          break;
        case event_kind::arrival:
          arrive(e.id);
          break;
        case event_kind::start:
          come_to_station(e.id);
          break;
      }
      heap_.close();
    }
    return figures();
  }

  /// @brief Adds what the stations did in the last replication to the sums over replications.
  void add_stations(std::vector<simulated_station>& sums) const {
    const auto window = static_cast<double>(horizon_ - warm_up_);
    for (std::size_t s = 0; s < states_.size(); ++s) {
      const station_state& state = states_[s];
      simulated_station& sum = sums[s];
      sum.visits += static_cast<double>(state.visits);
      sum.waiting += state.waited;  // divided by all visits in the end
      sum.queue += state.queue / window;
      if (network_.stations[s].seats > 0)
        sum.utilisation += static_cast<double>(state.busy) / (window * network_.stations[s].seats);
      sum.longest_queue = std::max(sum.longest_queue, state.longest_queue);
    }
  }

 private:
  static constexpr std::uint32_t nobody = std::numeric_limits<std::uint32_t>::max();
  /// So that sums of times stay numbers, whatever a table says: 30 years of work, and the end of all.
  static constexpr double longest_work = 1e15;
  static constexpr std::int64_t end_of_time = 4'000'000'000'000'000'000;
  static std::int64_t later(std::int64_t time, std::int64_t by) {
    return std::min(time + by, end_of_time);
  }
  enum purpose : std::uint32_t { arriving, working, returning };

  /// A matter, or one of the hands of a matter that several work on at a time: a line of the cache.
  struct hand {
    std::int64_t arrived = 0;
    std::int64_t since = 0;  ///< when it came to its station
    double waited = 0;
    double worked = 0;
    std::uint32_t stream = 0;
    std::uint32_t number = 0;
    std::uint32_t route = 0;
    std::uint32_t step = 0;
    std::uint32_t next = nobody;    ///< behind it in the queue, or of the free ones
    std::uint32_t parent = nobody;  ///< of whose hands it is one
    std::uint32_t pending = 0;      ///< hands that are still at work
    std::uint32_t pass = 0;
  };
  struct line_of_hands {
    std::uint32_t head = nobody;
    std::uint32_t tail = nobody;
  };
  struct station_state {
    std::uint32_t free = 0;
    std::uint32_t waiting = 0;
    std::uint32_t longest_queue = 0;
    std::int64_t busy = 0;
    std::uint64_t visits = 0;
    double waited = 0;
    double queue = 0;
  };
  struct stream_state {
    std::uint32_t batches = 0;
    std::uint32_t matters = 0;
    double passed = 0;  ///< of the rate until the next arrival
  };

  void start() {
    heap_.clear();
    hands_.clear();
    free_hand_ = nobody;
    std::ranges::fill(waiting_room_, line_of_hands{});
    for (std::size_t s = 0; s < states_.size(); ++s) {
      states_[s] = {};
      states_[s].free = network_.stations[s].seats;
    }
    stayed_.clear();
    sums_ = {};
    present_ = 0;
    waited_ = worked_ = delayed_ = passes_ = stayed_sum_ = 0;
    std::ranges::fill(streams_, stream_state{});
    for (std::uint32_t s = 0; s < streams_.size(); ++s) plan_arrival(s);
  }

  void plan_arrival(std::uint32_t s) {
    const arrival_stream& stream = network_.streams[s];
    stream_state& state = streams_[s];
    if (stream.routes == 0) return;  // nobody raises it
    if (!stream.replay.empty()) {
      if (state.batches < stream.replay.size() && stream.replay[state.batches] < horizon_)
        heap_.plan(event_kind::arrival, stream.replay[state.batches], s);
      return;
    }
    if (!(stream.rate > 0)) return;
    const double u = (*random_)(state.batches, stream.key, 0, arriving).first;
    state.passed += -std::log(1 - u) / stream.rate;
    const double at = time_.at(state.passed);
    if (at < static_cast<double>(horizon_))
      heap_.plan(event_kind::arrival, static_cast<std::int64_t>(at), s);
  }

  void arrive(std::uint32_t s) {
    const arrival_stream& stream = network_.streams[s];
    ++streams_[s].batches;
    plan_arrival(s);
    for (std::uint32_t i = 0; i < stream.batch; ++i) {
      const std::uint32_t number = streams_[s].matters++;
      const std::uint32_t route = stream.first_route + chosen_route(s, number);
      if (network_.routes[route].empty) continue;
      const std::uint32_t id = new_hand();
      hand& h = hands_[id];
      h.arrived = now_;
      h.stream = s;
      h.number = number;
      h.route = route;
      begin_steps(id);
    }
  }
  std::uint32_t chosen_route(std::uint32_t s, std::uint32_t number) const {
    const arrival_stream& stream = network_.streams[s];
    if (stream.routes == 1) return 0;
    const double u = (*random_)(number, stream.key, 0, arriving).second;
    const std::vector<double>& upto = cumulative_[s];
    const std::size_t i = upto.empty()
                              ? static_cast<std::size_t>(u * stream.routes)
                              : static_cast<std::size_t>(
                                    std::ranges::upper_bound(upto, u * upto.back()) - upto.begin());
    return static_cast<std::uint32_t>(std::min<std::size_t>(i, stream.routes - std::size_t{1}));
  }

  std::uint32_t new_hand() {
    if (free_hand_ == nobody) {
      hands_.emplace_back();
      return static_cast<std::uint32_t>(hands_.size() - 1);
    }
    const std::uint32_t id = free_hand_;
    free_hand_ = hands_[id].next;
    hands_[id] = {};
    return id;
  }
  void give_back(std::uint32_t id) {
    hands_[id].next = free_hand_;
    free_hand_ = id;
  }

  [[nodiscard]] const route_step& step_of(const hand& h) const {
    return network_.step(network_.routes[h.route], h.step);
  }

  /// Begins the step at which a matter is, or all that run beside each other from there on.
  void begin_steps(std::uint32_t id) {
    const route& r = network_.routes[hands_[id].route];
    const std::uint32_t first = hands_[id].step;
    const std::uint32_t group = network_.step(r, first).together;
    std::uint32_t end = first + 1;
    while (group != 0 && end <= r.count && network_.step(r, end).together == group) ++end;
    if (end == first + 1) return begin_step(id);
    hands_[id].step = end - 1;
    hands_[id].pending = end - first;
    for (std::uint32_t i = first; i < end; ++i) {
      const std::uint32_t one = new_hand();
      const hand& whole = hands_[id];
      hand& h = hands_[one];
      h.arrived = whole.arrived;
      h.stream = whole.stream;
      h.number = whole.number;
      h.route = whole.route;
      h.pass = whole.pass;
      h.step = i;
      h.parent = id;
      begin_step(one);
    }
  }
  void begin_step(std::uint32_t id) {
    const hand& h = hands_[id];
    const std::int64_t delay = services_[step_of(h).service].delay();
    if (delay > 0) {
      if (is_counted(h)) delayed_ += static_cast<double>(delay);
      heap_.plan(event_kind::start, later(now_, delay), id);
    } else {
      come_to_station(id);
    }
  }

  void come_to_station(std::uint32_t id) {
    hand& h = hands_[id];
    h.since = now_;
    const std::uint32_t place = step_of(h).station;
    station_state& state = states_[place];
    if (now_ >= warm_up_ && now_ < horizon_) ++state.visits;
    if (state.free > 0 || network_.stations[place].seats == 0) {
      if (network_.stations[place].seats > 0) --state.free;
      return serve(id);
    }
    line_of_hands& line = waiting_room_[place * classes_ + network_.streams[h.stream].priority];
    h.next = nobody;
    if (line.head == nobody)
      line.head = id;
    else
      hands_[line.tail].next = id;
    line.tail = id;
    ++state.waiting;
    if (now_ >= warm_up_ && now_ < horizon_)
      state.longest_queue = std::max(state.longest_queue, state.waiting);
  }

  /// How much of a span lies between warm-up and horizon.
  [[nodiscard]] std::int64_t within(std::int64_t from, std::int64_t until) const {
    return std::max<std::int64_t>(0, std::min(until, horizon_) - std::max(from, warm_up_));
  }
  [[nodiscard]] bool is_counted(const hand& h) const {
    return h.arrived >= warm_up_ && network_.routes[h.route].measured;
  }

  /// When a station is there, at a time or after it.
  static std::int64_t present_from(const station& at, std::int64_t time) {
    const auto next =
        std::ranges::upper_bound(at.away, time, {}, &std::pair<std::int64_t, std::int64_t>::second);
    return next != at.away.end() && next->first <= time ? next->second : time;
  }
  /// When a station is done that works from a time on.
  static std::int64_t done_at(const station& at, std::int64_t time, std::int64_t work) {
    auto next =
        std::ranges::upper_bound(at.away, time, {}, &std::pair<std::int64_t, std::int64_t>::second);
    for (; next != at.away.end() && next->first < time + work; ++next) {
      work -= next->first - time;
      time = next->second;
    }
    return later(time, work);
  }

  void serve(std::uint32_t id) {
    hand& h = hands_[id];
    const route_step& step = step_of(h);
    const station& at = network_.stations[step.station];
    station_state& state = states_[step.station];
    const uniform_pair u =
        (*random_)(h.number, network_.streams[h.stream].key, step.key, working | h.pass << 2U);
    const auto work = static_cast<std::int64_t>(
        std::min(services_[step.service](u) / at.speed + 0.5, longest_work));
    std::int64_t begun = now_;
    std::int64_t done = later(now_, work);
    if (!at.away.empty()) {
      begun = present_from(at, now_);
      done = done_at(at, begun, work);
    }
    const std::int64_t waited = begun - h.since;
    h.waited += static_cast<double>(waited);
    h.worked += static_cast<double>(work);
    if (h.since >= warm_up_ && h.since < horizon_) state.waited += static_cast<double>(waited);
    state.queue += static_cast<double>(within(h.since, begun));
    state.busy += at.away.empty() ? within(begun, done) : std::min(work, within(begun, done));
    if (log_ != nullptr)
      log_->push_back({h.stream, h.number, h.route, h.step, h.pass, begun, done});
    heap_.plan(event_kind::completion, done, id);
  }

  void complete(std::uint32_t id) {
    const std::uint32_t place = step_of(hands_[id]).station;
    station_state& state = states_[place];
    if (state.waiting > 0) {
      --state.waiting;
      line_of_hands* line = &waiting_room_[place * classes_];
      while (line->head == nobody) ++line;
      const std::uint32_t next = line->head;
      line->head = hands_[next].next;
      serve(next);
    } else if (network_.stations[place].seats > 0) {
      ++state.free;
    }
    const std::uint32_t parent = hands_[id].parent;
    if (parent != nobody) {
      hands_[parent].waited += hands_[id].waited;
      hands_[parent].worked += hands_[id].worked;
      give_back(id);
      if (--hands_[parent].pending > 0) return;
      id = parent;
    }
    go_on(id);
  }

  void go_on(std::uint32_t id) {
    hand& h = hands_[id];
    const route& r = network_.routes[h.route];
    if (h.step == r.count - r.after) {
      const arrival_stream& stream = network_.streams[h.stream];
      if (stream.returns > 0 && h.pass < stream.most_returns &&
          (*random_)(h.number, stream.key, 0, returning | h.pass << 2U).first < stream.returns) {
        ++h.pass;
        h.step = 0;
        return begin_steps(id);
      }
      depart(h);
    }
    if (h.step == r.count) return give_back(id);
    ++h.step;
    begin_steps(id);
  }

  void depart(const hand& h) {
    const std::int64_t stayed = now_ - h.arrived;
    present_ += static_cast<double>(within(h.arrived, now_));
    if (now_ > horizon_)
      ++sums_.open;
    else if (now_ > warm_up_)
      ++sums_.departed;
    if (!is_counted(h)) return;
    waited_ += h.waited;
    worked_ += h.worked;
    passes_ += h.pass + 1;
    stayed_sum_ += static_cast<double>(stayed);
    ++sums_.arrived;
    if (series_ == nullptr) {
      stayed_.push_back(stayed);
    } else {
      const std::size_t n = series_->sums.size();
      const auto place = std::min(
          n - 1, static_cast<std::size_t>(static_cast<double>(h.arrived) /
                                          static_cast<double>(horizon_) * static_cast<double>(n)));
      series_->sums[place] += static_cast<double>(stayed);
      series_->counts[place] += 1;
    }
  }

  /// Puts the quantiles from @p first on into their places, all of which lie in a part of the times.
  /// The middle one parts it for those before and after it: fewer passes than one after the other.
  void select_quantiles(simulated_run& all, std::size_t first, std::size_t last, std::size_t from,
                        std::size_t until) {
    if (first >= last || from >= until) return;
    const std::size_t middle = first + (last - first) / 2;
    // Nearest rank: the smallest value that so many are not above.
    const std::size_t rank =
        ((middle + 1) * stayed_.size() + simulated_quantiles) / (simulated_quantiles + 1);
    const std::size_t place = std::max<std::size_t>(rank, 1) - 1;
    const auto at = [&](std::size_t i) { return stayed_.begin() + static_cast<std::ptrdiff_t>(i); };
    std::nth_element(at(from), at(place), at(until));
    all.quantiles[middle] = static_cast<double>(stayed_[place]);
    select_quantiles(all, first, middle, from, place + 1);
    select_quantiles(all, middle + 1, last, place, until);
  }

  simulated_run figures() {
    simulated_run all = sums_;
    all.present = present_ / static_cast<double>(horizon_ - warm_up_);
    if (all.arrived == 0) return all;
    const auto n = static_cast<double>(all.arrived);
    all.staying = stayed_sum_ / n;
    all.waiting = waited_ / n;
    all.working = worked_ / n;
    all.delayed = delayed_ / n;
    all.passes = passes_ / n;
    select_quantiles(all, 0, simulated_quantiles, 0, stayed_.size());
    return all;
  }

  const queue_network& network_;
  profile_time time_;
  std::vector<work_draw> services_;
  std::vector<std::vector<double>> cumulative_;  ///< weights of routes, by stream
  std::size_t classes_ = 1;

  const counter_random* random_ = nullptr;
  std::int64_t warm_up_ = 0;
  std::int64_t horizon_ = 0;
  time_series* series_ = nullptr;
  std::vector<simulated_step>* log_ = nullptr;

  std::int64_t now_ = 0;
  event_heap heap_;
  std::vector<hand> hands_;
  std::uint32_t free_hand_ = nobody;
  std::vector<line_of_hands> waiting_room_;  ///< by station and class
  std::vector<station_state> states_;
  std::vector<stream_state> streams_;

  std::vector<std::int64_t> stayed_;
  simulated_run sums_;
  double present_ = 0;
  double stayed_sum_ = 0;
  double waited_ = 0;
  double worked_ = 0;
  double delayed_ = 0;
  double passes_ = 0;
};

}  // namespace pangkas::detail
