// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Times of contenders that take turns, and that all give the same answer.
#pragma once

#include <sys/resource.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <cstddef>
#include <ctime>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace pangkas::benchmarks {

using json = nlohmann::ordered_json;

/// @brief What something took.
/// @unit  seconds
struct spent {
  double wall = 0;
  double user = 0;       ///< of all threads of this process
  double processor = 0;  ///< the same with what the kernel did for them
};

/// @brief Starts with its construction.
class stopwatch {
 public:
  stopwatch() : user_(user_now()), processor_(processor_now()) {}
  [[nodiscard]] spent elapsed() const {
    const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - wall_;
    return {wall.count(), user_now() - user_, processor_now() - processor_};
  }

 private:
  static double processor_now() {
    timespec t{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) * 1e-9;
  }
  static double user_now() {
    rusage use{};
    getrusage(RUSAGE_SELF, &use);
    return static_cast<double>(use.ru_utime.tv_sec) +
           static_cast<double>(use.ru_utime.tv_usec) * 1e-6;
  }

  std::chrono::steady_clock::time_point wall_ = std::chrono::steady_clock::now();
  double user_;
  double processor_;
};

/// @brief As the measuring program prints it.
[[nodiscard]] inline json to_json(const spent& time) {
  return {{"wall", time.wall}, {"user", time.user}, {"processor", time.processor}};
}

/// @brief Keeps the compiler from leaving out what made a value.
template <class Value>
void keep(const Value& value) {
  asm volatile("" : : "r"(&value) : "memory");
}

/// @brief Contenders for one answer.
template <class Answer>
class contest {
 public:
  /// @brief Adds a contender.
  /// @param run        What is timed.
  /// @param answer_of  What is not: the result of @p run → Answer.
  template <class Run, class AnswerOf = std::identity>
  contest& add(std::string name, Run run, AnswerOf answer_of = {}) {
    contenders_.push_back({std::move(name), [run, answer_of] { return Answer(answer_of(run())); },
                           [run] {
                             const auto result = run();
                             keep(result);
                           }});
    return *this;
  }
  /// @brief Adds what is measured for comparison only and answers another question.
  template <class Run>
  contest& add_yardstick(std::string name, Run run) {
    contenders_.push_back({std::move(name), {}, [run] {
                             const auto result = run();
                             keep(result);
                           }});
    return *this;
  }

  /// @brief Lets all take turns.
  /// @return For each name the processor seconds of each round.
  /// @throws std::runtime_error if two answers differ.
  [[nodiscard]] json run(std::size_t rounds) const {
    check_answers();
    json times = json::object();
    for (std::size_t round = 0; round < rounds; ++round)
      for (const contender& c : contenders_) times[c.name].push_back(seconds_of(c));
    return times;
  }

 private:
  struct contender {
    std::string name;
    std::function<Answer()> answer;
    std::function<void()> run;
  };

  void check_answers() const {
    std::unique_ptr<Answer> first;
    for (const contender& c : contenders_) {
      if (!c.answer) continue;
      Answer found = c.answer();
      if (!first)
        first = std::make_unique<Answer>(std::move(found));
      else if (!(*first == found))
        throw std::runtime_error("the answer of " + c.name + " differs from that of the first");
    }
  }

  /// What takes less than two milliseconds is repeated until it takes more.
  static double seconds_of(const contender& c) {
    constexpr double least = 0.002;
    const stopwatch watch;
    for (std::size_t times = 1;; ++times) {
      c.run();
      if (const double all = watch.elapsed().processor; all >= least)
        return all / static_cast<double>(times);
    }
  }

  std::vector<contender> contenders_;
};

}  // namespace pangkas::benchmarks
