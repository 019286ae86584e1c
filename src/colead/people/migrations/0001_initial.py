import colead.foundation.clock
import colead.people.models
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=colead.foundation.clock.now, editable=False)),
                ('external_id', models.CharField(blank=True, max_length=80, null=True, unique=True)),
                ('name', models.CharField(max_length=120)),
                ('title', models.CharField(blank=True, max_length=120)),
                ('profession', models.CharField(choices=[('nursing', 'Nursing'), ('medicine', 'Medicine'), ('other', 'Other')], default='other', max_length=10)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('reach_by', models.CharField(blank=True, max_length=160)),
                ('digest_hour', models.PositiveSmallIntegerField(default=7)),
                ('digest_is_on', models.BooleanField(default=False)),
                ('locale', models.CharField(default='en', max_length=10)),
                ('left_on', models.DateField(blank=True, null=True)),
            ],
            options={
                'ordering': ['name', 'id'],
                'indexes': [models.Index(fields=['name'], name='people_pers_name_3035d1_idx'), models.Index(fields=['email'], name='people_pers_email_52ffb2_idx')],
            },
        ),
        migrations.CreateModel(
            name='Login',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('email', models.EmailField(max_length=254, unique=True)),
                ('is_active', models.BooleanField(default=True)),
                ('covenant_read', models.CharField(blank=True, max_length=20)),
                ('session_mark', models.CharField(default=colead.people.models.new_session_mark, max_length=32)),
                ('held_until', models.DateTimeField(blank=True, null=True)),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='login', to='people.person')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=colead.foundation.clock.now, editable=False)),
                ('token_hash', models.CharField(max_length=64, unique=True)),
                ('expires_at', models.DateTimeField()),
                ('used_at', models.DateTimeField(null=True)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('login', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to=settings.AUTH_USER_MODEL)),
                ('invited_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
            ],
            options={
                'ordering': ['-created_at'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('used_at', None), ('withdrawn_at', None)), fields=('login',), name='one_open_invitation_to_a_login')],
            },
        ),
        migrations.CreateModel(
            name='FactorReset',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=colead.foundation.clock.now, editable=False)),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('login', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='factor_resets', to=settings.AUTH_USER_MODEL)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('confirmed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('confirmed_at', None), ('withdrawn_at', None)), fields=('login',), name='one_open_factor_reset_of_a_login'), models.CheckConstraint(condition=models.Q(('asked_by', models.F('confirmed_by')), _negated=True), name='another_administrator_confirms_a_factor_reset')],
            },
        ),
        migrations.CreateModel(
            name='Appointment',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=colead.foundation.clock.now, editable=False)),
                ('role', models.CharField(choices=[('programme_office', 'programme_office'), ('coach', 'coach'), ('mentor', 'mentor'), ('analyst', 'analyst'), ('it_administrator', 'it_administrator'), ('privacy_officer', 'privacy_officer'), ('counsel', 'counsel')], max_length=24)),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('confirmed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appointments', to='people.person')),
                ('proposed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('person', 'role'), name='one_open_appointment_to_a_role')],
            },
        ),
        migrations.CreateModel(
            name='QuietBlock',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=colead.foundation.clock.now, editable=False)),
                ('weekday', models.PositiveSmallIntegerField()),
                ('from_hour', models.PositiveSmallIntegerField(default=0)),
                ('until_hour', models.PositiveSmallIntegerField(default=24)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='quiet_blocks', to='people.person')),
            ],
            options={
                'ordering': ['weekday', 'from_hour'],
                'constraints': [models.CheckConstraint(condition=models.Q(('from_hour__lt', models.F('until_hour')), ('until_hour__lte', 24), ('weekday__lte', 6)), name='quiet_block_is_a_span')],
            },
        ),
    ]
