FROM python:3.12-slim AS build
WORKDIR /src
COPY pyproject.toml requirements.lock README.md LICENSE app.yaml ./
COPY bot bot
COPY migrations migrations
RUN python -m venv /opt/countersign && /opt/countersign/bin/pip install --no-cache-dir -c requirements.lock .

FROM python:3.12-slim
RUN useradd --system --create-home --uid 10001 countersign
COPY --from=build /opt/countersign /opt/countersign
ENV PATH=/opt/countersign/bin:$PATH PYTHONUNBUFFERED=1 COUNTERSIGN_LISTEN=0.0.0.0:8080
USER countersign
WORKDIR /home/countersign
EXPOSE 8080
HEALTHCHECK --start-period=20s CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8080/healthz', timeout=3)"]
CMD ["countersign", "run"]
